import { code, depth as depthSchema, MAX_INT, text } from '../../contracts/primitives'
import { foldCode } from '../../domain/code'
import { deviceDraw, slugOf, WEIGHT_UNITS, weightInKg } from '../../domain/imports/device-power'
import type { CellError, ImportRow, Verdict } from '../../domain/imports/verdict'
import { findRepeated } from './cells'
import type { ImportPass } from './import-pass'
import type { DeviceDocument } from './read-device-types'
import { type DevicePlan, type DeviceValue, judgeDevices, writeDevices } from './write-device-types'

interface DeviceRow extends DeviceDocument {
  value: DeviceValue | null
  code: string | undefined
}

/** Device types as server models: heights, depth, weight and power. What they have no word of (cores, RAM) stays as it is. */
export const openDeviceTypes = (documents: readonly DeviceDocument[]): ImportPass => {
  const rows = documents.map(parse)
  for (const [index, before] of findRepeated(rows.length, (at) => rows[at]?.code))
    rows[index]?.errors.push({ column: 'model', message: `${rows[index]?.code} stands in row ${before} already` })
  let plans = new Map<number, DevicePlan>()
  return {
    count: rows.length,
    row: (index) => rowOf(rows[index]),
    columns: [],
    lock: async (tx, from, to) => {
      const slugs = rows.slice(from, to).flatMap(({ code: slug }) => slug ?? [])
      await tx.db.$queryRaw`SELECT id FROM server_models WHERE slug = ANY(${slugs}::citext[]) ORDER BY id FOR UPDATE`
    },
    judge: async (ctx, from, to) => {
      const slice = rows.slice(from, to)
      plans = await judgeDevices(ctx, slice)
      return slice.map(({ row, line, file, text: own, errors: refused }): Verdict => {
        const plan = plans.get(row) ?? { outcome: 'bad', errors: refused }
        const errors = plan.outcome === 'bad' ? plan.errors : []
        return { row: { row, line, file, text: own }, outcome: plan.outcome, errors }
      })
    },
    write: async (tx, verdicts, about) => {
      await writeDevices(
        tx,
        verdicts.flatMap(({ row }) => plans.get(row.row) ?? []),
        about,
      )
    },
  }
}

function rowOf(row: DeviceRow | undefined): ImportRow {
  const { row: number = 0, line = 0, file = null, text: own = '' } = row ?? {}
  return { row: number, line, file, text: own }
}

function parse(document: DeviceDocument): DeviceRow {
  if (document.errors.length > 0) return { ...document, value: null, code: undefined }
  const fields = new Fields(document)
  const manufacturer = fields.text('manufacturer')
  const model = fields.text('model')
  const heightU = fields.height()
  const full = fields.flag('is_full_depth', true)
  const weightKg = fields.weight()
  const maxPowerW = fields.draw()
  const slug = fields.slug(manufacturer, model)
  const { errors } = fields
  if (
    errors.length > 0 ||
    manufacturer === undefined ||
    model === undefined ||
    heightU === undefined ||
    slug === undefined
  )
    return { ...document, errors, line: fields.firstLine ?? document.line, value: null, code: slug }
  const depth = depthSchema.parse(full ? 'full' : 'half')
  return { ...document, errors, code: slug, value: { slug, manufacturer, model, heightU, depth, weightKg, maxPowerW } }
}

/** Reads fields with the rules of NetBox's own schema; each refusal names the field and its line. */
class Fields {
  readonly errors: CellError[] = []
  firstLine: number | undefined

  constructor(private readonly document: DeviceDocument) {}

  text(field: string): string | undefined {
    const given = this.document.fields.get(field)
    if (given === undefined) return this.refuse(field, 'is missing')
    const result = text(128).safeParse(typeof given.value === 'number' ? String(given.value) : given.value)
    return result.success ? result.data : this.refuse(field, 'has to be a text of 1 to 128 characters')
  }

  /** Left out it is 1, as in NetBox. 0: it stands in a chassis and takes no unit of its own. */
  height(): number | undefined {
    const given = this.document.fields.get('u_height')
    if (given === undefined) return 1
    const { value } = given
    if (typeof value !== 'number' || value < 0 || value > 100)
      return this.refuse('u_height', 'has to be a number from 0 to 100')
    if (!Number.isInteger(value)) return this.refuse('u_height', `is ${value}: half units are not kept here`)
    return value
  }

  flag(field: string, otherwise: boolean): boolean | undefined {
    const given = this.document.fields.get(field)
    if (given === undefined) return otherwise
    return typeof given.value === 'boolean' ? given.value : this.refuse(field, 'has to be true or false')
  }

  weight(): number | undefined {
    const given = this.document.fields.get('weight')
    const unit = this.document.fields.get('weight_unit')
    if (given === undefined) return undefined
    if (typeof given.value !== 'number' || given.value < 0)
      return this.refuse('weight', 'has to be a number, 0 or more')
    const known = WEIGHT_UNITS.find((each) => each === unit?.value)
    if (known === undefined) return this.refuse('weight_unit', `has to be one of ${WEIGHT_UNITS.join(', ')}`)
    const kg = weightInKg(given.value, known)
    return kg <= MAX_INT ? kg : this.refuse('weight', 'is heavier than anything')
  }

  draw(): number | undefined {
    const draws: number[] = []
    for (const [field, { value }] of this.document.fields) {
      if (field === 'power-ports' && !Array.isArray(value)) this.refuse(field, 'has to be a list')
      if (!field.startsWith('power-ports.') || value === null) continue
      if (typeof value === 'number' && value >= 0 && value <= 1_000_000) draws.push(value)
      else this.refuse(field, 'has to be a number of watts')
    }
    return deviceDraw(draws) ?? undefined
  }

  /** Its own where it says one, else made of the names as NetBox makes it. */
  slug(manufacturer: string | undefined, model: string | undefined): string | undefined {
    const given = this.document.fields.get('slug')
    if (given !== undefined) {
      const own = code.safeParse(given.value)
      return own.success ? own.data : this.refuse('slug', 'has to be 1 to 64 of A-Z a-z 0-9 . _ - :')
    }
    if (manufacturer === undefined || model === undefined) return undefined
    const made = code.safeParse(slugOf(manufacturer, model))
    return made.success
      ? foldCode(made.data)
      : this.refuse('model', 'has no letter or digit that a code could be made of')
  }

  private refuse(field: string, message: string): undefined {
    const line = this.document.fields.get(field)?.line
    this.firstLine ??= line
    this.errors.push({
      column: field,
      message: line === undefined ? capital(message) : `Line ${line}: ${message}`,
    })
    return undefined
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
