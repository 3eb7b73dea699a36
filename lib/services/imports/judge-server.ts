import type { Actor } from '../../db/context'
import { can, type Operation, refusal } from '../../domain/access/permissions'
import { foldCode } from '../../domain/code'
import type { CellError } from '../../domain/imports/verdict'
import { type Face, fits, type Occupant } from '../../domain/rack-space'
import { scanOutcome, scanTarget } from '../../domain/scan'
import type { ServerState } from '../../domain/server-state'
import type { KnownServer, readDatacenters, readModels, readRacks, readServers, readWarehouses } from './references'
import type { ServerValue } from './server-row'

type Known<F extends (...given: never[]) => Promise<unknown>> = Awaited<ReturnType<F>>

export interface ServerWorld {
  actor: Actor
  datacenters: Known<typeof readDatacenters>
  warehouses: Known<typeof readWarehouses>
  racks: Known<typeof readRacks>
  models: Known<typeof readModels>
  servers: Known<typeof readServers>
  retired: ReadonlySet<string>
  /** What stands in each rack, and what earlier rows will have put there. */
  occupants: Map<number, Occupant[]>
}

export type Rack = ServerWorld['racks'] extends Map<string, infer R> ? R : never
export type Model = ServerWorld['models'] extends Map<string, infer M> ? M : never

export interface NewServer {
  outcome: 'added'
  value: ServerValue
  datacenterId: number
  model: Model | null
  warehouse: { id: number; code: string } | null
  rack: Rack | null
  face: Face
  /** The states entered after NEW, as a scan into that place would have it. */
  through: readonly ServerState[]
}

export interface ChangedServer {
  outcome: 'changed'
  server: KnownServer
  changes: { serial?: string; assetNumber?: string; tags?: string[]; hostnames?: string[] }
}

export type ServerPlan = NewServer | ChangedServer | { outcome: 'unchanged' } | { outcome: 'bad'; errors: CellError[] }

/** What becomes of one row that can be read. A place that it gets is taken for the rows that follow. */
export function judgeServer(world: ServerWorld, value: ServerValue): ServerPlan {
  const known = world.servers.get(foldCode(value.barcode))
  return known === undefined ? judgeNew(world, value) : judgeKnown(world, known, value)
}

function judgeNew(world: ServerWorld, value: ServerValue): ServerPlan {
  const errors: CellError[] = []
  const refuse = (column: string, message: string) => errors.push({ column, message })
  if (world.retired.has(foldCode(value.barcode)))
    refuse('barcode', `${value.barcode} was used before, and a barcode is never used again`)
  const found = <T>(column: string, word: string, code: string | undefined, among: Map<string, T>): T | null => {
    if (code === undefined) return null
    const one = among.get(foldCode(code))
    if (one === undefined) refuse(column, `There is no ${word} ${code}`)
    return one ?? null
  }
  const model = found('model', 'server model', value.model, world.models)
  const datacenter = found('datacenter', 'datacenter', value.datacenter, world.datacenters)
  const warehouse = found('warehouse', 'warehouse', value.warehouse, world.warehouses)
  const rack = found('rack', 'rack', value.rack, world.racks)
  const place = rack ?? warehouse
  const datacenterId = place?.datacenterId ?? datacenter?.id
  if (place !== null && datacenter !== null && place.datacenterId !== datacenter.id)
    refuse('datacenter', `${place.code} stands in another datacenter than ${datacenter.code}`)
  if (datacenterId !== undefined) {
    for (const refused of refusedOperations(world.actor, datacenterId, place !== null)) refuse('datacenter', refused)
  }
  if (errors.length > 0 || datacenterId === undefined) return { outcome: 'bad', errors }
  const face = value.face ?? 'front'
  const plan = { outcome: 'added' as const, value, datacenterId, model, warehouse, rack, face }
  if (rack !== null) {
    const misfit = takePlace(world, rack, { ...plan, rack })
    if (misfit !== null) return { outcome: 'bad', errors: [misfit] }
  }
  return { ...plan, through: statesThrough(plan) }
}

function refusedOperations(actor: Actor, datacenterId: number, placed: boolean): string[] {
  const needed: Operation[] = placed
    ? ['inventory.create-server', 'inventory.scan-server']
    : ['inventory.create-server']
  return needed
    .filter((operation) => !can(actor.grants, operation, datacenterId))
    .map((operation) => `${refusal(operation)} for this datacenter`)
}

/** The scan table's own answer for a server never seen: NEW, through the warehouse, into the rack. */
function statesThrough({
  warehouse,
  rack,
  face,
  value,
  datacenterId,
}: Omit<NewServer, 'through'>): readonly ServerState[] {
  const at = { datacenter: datacenterId }
  const location =
    rack !== null
      ? { into: 'rack' as const, ...at, rack: rack.id, u: value.u ?? 1, face }
      : { into: 'warehouse' as const, ...at, warehouse: warehouse?.id ?? 0 }
  if (rack === null && warehouse === null) return []
  const outcome = scanOutcome(null, scanTarget({ ...at, rack: null, u: null, face: null, warehouse: null }, location))
  return outcome.ok ? outcome.through : []
}

function takePlace(
  world: ServerWorld,
  rack: Rack,
  plan: Omit<NewServer, 'through'> & { rack: Rack },
): CellError | null {
  const occupants = world.occupants.get(rack.id) ?? []
  const shape = { heightU: plan.model?.heightU ?? 1, depth: plan.model?.depth ?? ('full' as const) }
  const candidate = { key: plan.value.barcode, u: plan.value.u ?? 0, face: plan.face, ...shape }
  const fit = fits(rack, occupants, candidate)
  if (!fit.ok) return { column: 'u', message: `${rack.code}: ${fit.reason}` }
  occupants.push(candidate)
  world.occupants.set(rack.id, occupants)
  return null
}

/** A known server is completed, never moved and never made another: for that there are scans, and its page. */
function judgeKnown(world: ServerWorld, server: KnownServer, value: ServerValue): ServerPlan {
  const errors: CellError[] = []
  const differs = (
    column: string,
    given: string | number | undefined,
    recorded: string | number | null,
    wayOut: string,
  ) => {
    if (given === undefined || foldCode(String(given)) === foldCode(String(recorded ?? ''))) return
    errors.push({
      column,
      message: `${server.barcode} is recorded ${recorded === null ? 'without' : `with ${recorded}`}: ${wayOut}`,
    })
  }
  if (server.state === 'DECOMMISSIONED')
    errors.push({ column: 'barcode', message: `${server.barcode} is decommissioned` })
  const byScan = 'a scan moves it'
  differs('datacenter', value.datacenter, server.datacenter.code, byScan)
  differs('warehouse', value.warehouse, server.warehouse?.code ?? null, byScan)
  differs('rack', value.rack, server.rack?.code ?? null, byScan)
  differs('u', value.u, server.u, byScan)
  differs('face', value.face, server.face, byScan)
  differs('model', value.model, server.model?.slug ?? null, 'its page sets the model')
  differs('bmc', value.bmc?.address, server.bmcAddress, 'its page sets the BMC')
  const changes = changesOf(server, value)
  const some = Object.keys(changes).length > 0
  if (some && !can(world.actor.grants, 'inventory.edit-server', server.datacenterId))
    errors.push({ column: 'barcode', message: `${refusal('inventory.edit-server')} for this datacenter` })
  if (errors.length > 0) return { outcome: 'bad', errors }
  return some ? { outcome: 'changed', server, changes } : { outcome: 'unchanged' }
}

function changesOf(
  server: KnownServer,
  { serial, assetNumber, tags, hostnames }: ServerValue,
): ChangedServer['changes'] {
  const same = (a: readonly string[], b: readonly string[]) =>
    a.length === b.length && a.every((one) => b.includes(one))
  return {
    ...(serial === undefined || serial === server.serial ? {} : { serial }),
    ...(assetNumber === undefined || assetNumber === server.assetNumber ? {} : { assetNumber }),
    ...(tags === undefined || same(tags, server.tags) ? {} : { tags }),
    ...(hostnames === undefined || same(hostnames, server.hostnames) ? {} : { hostnames }),
  }
}
