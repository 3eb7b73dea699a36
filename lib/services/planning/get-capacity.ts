import type { CapacityView } from '../../contracts/planning/capacity'
import type { Ctx } from '../../db/context'
import type { Prisma } from '../../db/generated/client'
import { datacentersFor } from '../../domain/access/permissions'
import { covers } from '../../domain/planning/composite-score'
import type { ServerState } from '../../domain/server-state'
import { countPipelines } from './count-pipelines'

interface Tally {
  datacenterId: number
  modelId: number | null
  state: ServerState
  blocked: boolean
  count: number
}

const modelSelect = {
  id: true,
  slug: true,
  manufacturer: true,
  model: true,
  cpuCores: true,
  ramGb: true,
  nvmeGb: true,
  maxPowerW: true,
} as const satisfies Prisma.ServerModelSelect
type Model = Prisma.ServerModelGetPayload<{ select: typeof modelSelect }>

interface AskedShape {
  minCpuCores?: number | undefined
  minRamGb?: number | undefined
  minNvmeGb?: number | undefined
}

/** States in which a server draws power. A broken one may stand anywhere and counts for none. */
const POWERED: readonly ServerState[] = ['RACKED', 'ALLOCATED', 'PROVISIONING', 'IN_SERVICE']
const RUNWAY_DAYS = 90

/**
 * What is free, promised, in service and broken. Costs the number of (datacenter, model, state) combinations in
 * server_tally, racks, and rows of the pipelines: never the number of servers. powerW is therefore an estimate: the
 * models' watts over states that stand in racks as a rule (a promised server may still lie in its warehouse).
 */
export async function getCapacity(
  ctx: Ctx,
  input: { datacenter?: readonly string[] | undefined } & AskedShape,
): Promise<CapacityView> {
  const ids = datacentersFor(ctx.actor.grants, 'planning.read')
  const datacenters = await ctx.db.datacenter.findMany({
    where: {
      ...(ids === 'all' ? {} : { id: { in: [...ids] } }),
      ...(input.datacenter === undefined ? {} : { code: { in: [...input.datacenter] } }),
    },
    orderBy: { code: 'asc' },
    select: { id: true, code: true, name: true, powerOutageSince: true },
  })
  const shown = datacenters.map((datacenter) => datacenter.id)
  const [tally, models, budgets, ordered, pipelines] = await Promise.all([
    readTally(ctx, shown),
    ctx.db.serverModel.findMany({ select: modelSelect }),
    ctx.db.rack.groupBy({ by: ['datacenterId'], where: { datacenterId: { in: shown } }, _sum: { maxPowerW: true } }),
    serversOrdered(ctx, shown),
    countPipelines(ctx, shown),
  ])
  const modelById = new Map(models.map((model) => [model.id, model]))
  const budgetOf = new Map(budgets.map((budget) => [budget.datacenterId, budget._sum.maxPowerW ?? 0]))
  return {
    datacenters: datacenters.map((datacenter) => {
      const own = tally.filter((row) => row.datacenterId === datacenter.id)
      const figures = figuresOf(own, modelById)
      const orderedPerDay = (ordered.get(datacenter.id) ?? 0) / RUNWAY_DAYS
      return {
        code: datacenter.code,
        name: datacenter.name,
        ...(datacenter.powerOutageSince === null
          ? {}
          : { powerOutageSince: datacenter.powerOutageSince.toISOString() }),
        ...figures,
        powerBudgetW: budgetOf.get(datacenter.id) ?? 0,
        orderedPerDay,
        ...servableOf(own, modelById, input),
        ...(orderedPerDay === 0 ? {} : { runwayDays: Math.floor(figures.free / orderedPerDay) }),
      }
    }),
    models: datacenters.flatMap((datacenter) =>
      shapesOf(
        datacenter.code,
        tally.filter((row) => row.datacenterId === datacenter.id),
        models,
      ),
    ),
    ...pipelines,
  }
}

async function readTally(ctx: Ctx, datacenterIds: readonly number[]): Promise<Tally[]> {
  const rows = await ctx.db.serverTally.groupBy({
    by: ['datacenterId', 'modelId', 'state', 'blocked'],
    where: { datacenterId: { in: [...datacenterIds] } },
    _sum: { delta: true },
  })
  return rows.map(({ _sum, ...key }) => ({ ...key, count: _sum.delta ?? 0 }))
}

function figuresOf(tally: readonly Tally[], modelById: ReadonlyMap<number, Model>) {
  const count = (wanted: (row: Tally) => boolean) => sum(tally.filter(wanted).map((row) => row.count))
  const inState = (...states: ServerState[]) => count((row) => states.includes(row.state))
  const free = tally.filter((row) => row.state === 'RACKED' && !row.blocked && isComplete(modelOf(row)))
  const powered = tally.filter((row) => POWERED.includes(row.state))
  function modelOf(row: Tally): Model | undefined {
    return row.modelId === null ? undefined : modelById.get(row.modelId)
  }
  const total = (rows: readonly Tally[], of: (model: Model) => number | null) =>
    sum(
      rows.map((row) => {
        const model = modelOf(row)
        return model === undefined ? 0 : row.count * (of(model) ?? 0)
      }),
    )
  return {
    servers: count((row) => row.state !== 'DECOMMISSIONED'),
    free: sum(free.map((row) => row.count)),
    warehouse: count((row) => row.state === 'IN_WAREHOUSE' && !row.blocked),
    promised: inState('ALLOCATED', 'PROVISIONING'),
    inService: inState('IN_SERVICE'),
    broken: inState('BROKEN', 'REPAIRING'),
    freeCpuCores: total(free, (model) => model.cpuCores),
    freeRamGb: total(free, (model) => model.ramGb),
    freeNvmeGb: total(free, (model) => model.nvmeGb),
    powerW: total(powered, (model) => model.maxPowerW),
  }
}

/** How many servers of at least the shape could still be given; nothing where no shape was asked for. */
function servableOf(
  tally: readonly Tally[],
  modelById: ReadonlyMap<number, Model>,
  { minCpuCores, minRamGb, minNvmeGb }: AskedShape,
): Pick<CapacityView['datacenters'][number], 'servable'> {
  if (minCpuCores === undefined && minRamGb === undefined && minNvmeGb === undefined) return {}
  const shape = { cpuCores: minCpuCores ?? 0, ramGb: minRamGb ?? 0, nvmeGb: minNvmeGb ?? 0 }
  const count = (state: ServerState) =>
    sum(
      tally.map((row) => {
        const model = row.modelId === null ? undefined : modelById.get(row.modelId)
        const { cpuCores = null, ramGb = null, nvmeGb = null } = model ?? {}
        if (row.state !== state || row.blocked || cpuCores === null || ramGb === null || nvmeGb === null) return 0
        return covers({ cpuCores, ramGb, nvmeGb }, shape) ? row.count : 0
      }),
    )
  return { servable: { free: count('RACKED'), warehouse: count('IN_WAREHOUSE') } }
}

/** Planning never gives a server whose model is unknown or incomplete, so it is not free either. */
function isComplete(model: Model | undefined): boolean {
  return model !== undefined && model.cpuCores !== null && model.ramGb !== null && model.nvmeGb !== null
}

function shapesOf(datacenter: string, tally: readonly Tally[], models: readonly Model[]): CapacityView['models'] {
  return models.flatMap((model) => {
    const own = tally.filter((row) => row.modelId === model.id && !row.blocked)
    const racked = sum(own.filter((row) => row.state === 'RACKED').map((row) => row.count))
    const warehouse = sum(own.filter((row) => row.state === 'IN_WAREHOUSE').map((row) => row.count))
    if (racked === 0 && warehouse === 0) return []
    return {
      datacenter,
      model: model.slug,
      name: `${model.manufacturer} ${model.model}`,
      ...(model.cpuCores === null ? {} : { cpuCores: model.cpuCores }),
      ...(model.ramGb === null ? {} : { ramGb: model.ramGb }),
      ...(model.nvmeGb === null ? {} : { nvmeGb: model.nvmeGb }),
      racked,
      warehouse,
    }
  })
}

/** Servers promised to orders of the last 90 days: how fast free ones are taken. */
async function serversOrdered(ctx: Ctx, datacenterIds: readonly number[]): Promise<Map<number, number>> {
  const since = new Date(ctx.clock().getTime() - RUNWAY_DAYS * 86_400_000)
  const rows = await ctx.db.$queryRaw<{ datacenter_id: number; servers: number }[]>`
    SELECT o.datacenter_id, count(DISTINCT (a.order_id, a.server_id))::int AS servers
    FROM orders o JOIN allocations a ON a.order_id = o.id
    WHERE o.created_at >= ${since} AND o.status <> 'CANCELLED' AND o.datacenter_id = ANY(${[...datacenterIds]}::int[])
      AND a.status <> 'RETURNED'
    GROUP BY o.datacenter_id`
  return new Map(rows.map((row) => [row.datacenter_id, row.servers]))
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
