import type { Ctx, TxCtx } from '../../db/context'
import { can, refusal } from '../../domain/access/permissions'
import { foldCode } from '../../domain/code'
import type { CellError } from '../../domain/imports/verdict'
import { recordAudits } from '../audit/record-audit'
import { editModel } from '../inventory/edit-server-model'
import { misfitOfModel } from '../inventory/model-misfit'

export interface DeviceValue {
  slug: string
  manufacturer: string
  model: string
  heightU: number
  depth: 'full' | 'half'
  /** undefined: the file does not say, and what is recorded stays. */
  weightKg: number | undefined
  maxPowerW: number | undefined
}

type Changes = Partial<Omit<DeviceValue, 'slug'>>

export type DevicePlan =
  | { outcome: 'added'; row: number; value: DeviceValue }
  | { outcome: 'changed'; row: number; slug: string; changes: Changes }
  | { outcome: 'unchanged' }
  | { outcome: 'bad'; errors: readonly CellError[] }

interface Row {
  row: number
  value: DeviceValue | null
  errors: readonly CellError[]
}

/**
 * What becomes of each. A model whose height or depth would change is asked for servers that would not fit, one query each:
 * such a change is rare, and refused as the model's own page refuses it.
 */
export const judgeDevices = async (ctx: Ctx | TxCtx, rows: readonly Row[]): Promise<Map<number, DevicePlan>> => {
  const known = await readKnown(ctx, rows)
  const plans = new Map<number, DevicePlan>()
  for (const row of rows) plans.set(row.row, await planOf(ctx, row, known))
  return plans
}

const readKnown = async (ctx: Ctx | TxCtx, rows: readonly Row[]) => {
  const models = await ctx.db.serverModel.findMany({
    where: { slug: { in: rows.flatMap(({ value }) => value?.slug ?? []) } },
    select: {
      slug: true,
      manufacturer: true,
      model: true,
      heightU: true,
      depth: true,
      weightKg: true,
      maxPowerW: true,
    },
  })
  return new Map(models.map((model) => [foldCode(model.slug), model]))
}

type Known = Awaited<ReturnType<typeof readKnown>>

const planOf = async (ctx: Ctx | TxCtx, { row, value, errors }: Row, known: Known): Promise<DevicePlan> => {
  if (value === null || errors.length > 0) return { outcome: 'bad', errors }
  const before = known.get(foldCode(value.slug))
  const operation = before === undefined ? 'inventory.create-server-model' : 'inventory.edit-server-model'
  if (!can(ctx.actor.grants, operation, null))
    return { outcome: 'bad', errors: [{ column: '', message: `${refusal(operation)}` }] }
  if (before === undefined) return { outcome: 'added', row, value }
  const { slug, ...given } = value
  const changes: Changes = Object.fromEntries(
    Object.entries(given).filter(([field, to]) => to !== undefined && to !== Reflect.get(before, field)),
  )
  if (Object.keys(changes).length === 0) return { outcome: 'unchanged' }
  const { heightU, depth } = changes
  if (heightU === undefined && depth === undefined) return { outcome: 'changed', row, slug: before.slug, changes }
  const misfit = await misfitOfModel(ctx, { slug: before.slug, heightU, depth })
  if (misfit === null) return { outcome: 'changed', row, slug: before.slug, changes }
  return {
    outcome: 'bad',
    errors: [{ column: heightU === undefined ? 'is_full_depth' : 'u_height', message: misfit.message }],
  }
}

/** Writes what was judged: new models at once, each changed one as its page would. */
export const writeDevices = async (
  tx: TxCtx,
  plans: readonly DevicePlan[],
  { importId }: { importId: string },
): Promise<void> => {
  const added = plans.flatMap((plan) => (plan.outcome === 'added' ? [plan] : []))
  if (added.length > 0) {
    await tx.db.serverModel.createMany({
      data: added.map(({ value: { weightKg, maxPowerW, ...value } }) => ({
        ...value,
        weightKg: weightKg ?? null,
        maxPowerW: maxPowerW ?? null,
      })),
    })
    await recordAudits(
      tx,
      added.map(({ value, row }) => ({
        action: 'imports.import-device-types',
        entity: 'server-model' as const,
        key: value.slug,
        detail: { import: importId, row },
      })),
    )
  }
  for (const plan of plans) if (plan.outcome === 'changed') await editModel(tx, { slug: plan.slug, ...plan.changes })
}
