import type { CapacityView } from '../../contracts/planning/capacity'
import type { Ctx } from '../../db/context'
import type { Prisma } from '../../db/generated/client'
import { datacentersFor } from '../../domain/access/permissions'
import { figuresOf, freeOf, type Models, type ServerClass, servableOf } from '../../domain/capacity/figures'
import { runwayOf, type Window } from '../../domain/capacity/runway'
import { countPipelines } from './count-pipelines'
import { daysUntil, type ExpectedChange, readDatedChanges } from './read-dated-changes'
import { type Flows, flowsOf, readFlows } from './read-flows'
import { readPlaceCounts } from './read-place-counts'
import { readServerClasses } from './read-server-classes'
import { readWhatIf } from './read-what-if'

type DatacenterView = CapacityView['datacenters'][number]

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

const datacenterSelect = { id: true, code: true, name: true, powerOutageSince: true } as const
type Datacenter = Prisma.DatacenterGetPayload<{ select: typeof datacenterSelect }>

interface AskedShape {
  minCpuCores?: number | undefined
  minRamGb?: number | undefined
  minNvmeGb?: number | undefined
}

interface Input extends AskedShape {
  datacenter?: readonly string[] | undefined
  window?: Window | undefined
  add?: readonly string[] | undefined
  lose?: readonly string[] | undefined
  order?: readonly string[] | undefined
}

/** All that the figures are made from, whether it is so or only supposed. */
interface Facts {
  datacenters: readonly Datacenter[]
  models: readonly Model[]
  classes: readonly ServerClass[]
  budgetW: ReadonlyMap<number, number>
  flows: ReadonlyMap<number, Flows>
  dated: readonly ExpectedChange[]
  windowDays: number
  now: Date
  shape: AskedShape
}

/**
 * What is free, promised, in service and broken. Costs the number of (datacenter, model, state) combinations in
 * server_tally, orders and breakages of the window, and rows of the pipelines: never the number of servers. powerW is
 * therefore an estimate: the models' watts over states that stand in racks as a rule (a promised server may still lie in its
 * warehouse). What is supposed goes through the same code as what is.
 */
export async function getCapacity(ctx: Ctx, input: Input): Promise<CapacityView> {
  const permitted = datacentersFor(ctx.actor.grants, 'planning.read')
  const datacenters = await ctx.db.datacenter.findMany({
    where: {
      ...(permitted === 'all' ? {} : { id: { in: [...permitted] } }),
      ...(input.datacenter === undefined ? {} : { code: { in: [...input.datacenter] } }),
    },
    orderBy: { code: 'asc' },
    select: datacenterSelect,
  })
  const ids = datacenters.map(({ id }) => id)
  const windowDays = Number(input.window ?? 90)
  const [classes, models, { orders, budgetW }, flows, dated, pipelines] = await Promise.all([
    readServerClasses(ctx, ids),
    ctx.db.serverModel.findMany({ select: modelSelect, orderBy: { id: 'asc' } }),
    readPlaceCounts(ctx, ids),
    readFlows(ctx, windowDays),
    readDatedChanges(ctx, ids),
    countPipelines(ctx, permitted === 'all' && input.datacenter === undefined ? 'all' : ids),
  ])
  const now = ctx.clock()
  const facts: Facts = { datacenters, models, classes, budgetW, flows, dated, windowDays, now, shape: input }
  const whatIf = await suppose(ctx, facts, input)
  const onTheirWay = [...orders].filter(([status]) => status !== 'RELEASED' && status !== 'CANCELLED')
  return {
    ...viewOf(facts),
    ...(whatIf === null ? {} : { whatIf }),
    orders: Object.fromEntries(onTheirWay),
    ...pipelines,
  }
}

async function suppose(ctx: Ctx, facts: Facts, input: Input): Promise<NonNullable<CapacityView['whatIf']> | null> {
  const { add = [], lose = [], order = [] } = input
  if (add.length + lose.length + order.length === 0) return null
  const supposed = await readWhatIf(ctx, { add, lose, order }, facts)
  const budgetW = new Map([...facts.budgetW].map(([id, watts]) => [id, watts - (supposed.lostBudgetW.get(id) ?? 0)]))
  const after = { ...facts, budgetW, classes: [...facts.classes, ...supposed.classes] }
  return { ...viewOf(after), changes: supposed.changes }
}

function viewOf(facts: Facts): Pick<CapacityView, 'datacenters' | 'models'> {
  const models = new Map(facts.models.map((model) => [model.id, model]))
  const byPlace = Map.groupBy(facts.classes, ({ datacenterId }) => datacenterId)
  const places = facts.datacenters.map((datacenter) => ({ datacenter, classes: byPlace.get(datacenter.id) ?? [] }))
  return {
    datacenters: places.map(({ datacenter, classes }) => datacenterView(facts, datacenter, classes, models)),
    models: places.flatMap(({ datacenter, classes }) => modelViews(facts.models, datacenter.code, classes, models)),
  }
}

function datacenterView(
  facts: Facts,
  { id, code, name, powerOutageSince }: Datacenter,
  classes: readonly ServerClass[],
  models: Models,
): DatacenterView {
  const figures = figuresOf(classes, models)
  const runway = runwayView(facts, id, figures.free)
  const { minCpuCores, minRamGb, minNvmeGb } = facts.shape
  const asked = [minCpuCores, minRamGb, minNvmeGb].some((least) => least !== undefined)
  const shape = { cpuCores: minCpuCores ?? 0, ramGb: minRamGb ?? 0, nvmeGb: minNvmeGb ?? 0 }
  return {
    code,
    name,
    ...(powerOutageSince === null ? {} : { powerOutageSince: powerOutageSince.toISOString() }),
    ...figures,
    powerBudgetW: facts.budgetW.get(id) ?? 0,
    orderedPerDay: runway.ordered.servers / facts.windowDays,
    ...(runway.days === undefined ? {} : { runwayDays: runway.days }),
    runway,
    ...(asked ? { servable: servableOf(classes, models, shape) } : {}),
  }
}

function runwayView(facts: Facts, datacenterId: number, free: number): DatacenterView['runway'] {
  const { windowDays, now } = facts
  const flows = flowsOf(facts.flows, datacenterId)
  const dated = facts.dated
    .filter((change) => change.datacenterId === datacenterId)
    .map(({ on, count, kind, ending, orders }) => ({ on, day: daysUntil(on, now), count, kind, ending, orders }))
  const { ordered, failed, mended, returned } = flows
  const runway = runwayOf({ free, windowDays, taken: [ordered, failed], given: [mended, returned], dated })
  return {
    windowDays,
    ...flows,
    perDay: runway.perDay,
    ...(runway.days === undefined ? {} : { days: runway.days }),
    ...(runway.earliest === undefined ? {} : { earliestDays: runway.earliest }),
    ...(runway.latest === undefined ? {} : { latestDays: runway.latest }),
    dated,
  }
}

/** Models of which something is free, racked or stored. */
function modelViews(
  all: readonly Model[],
  datacenter: string,
  classes: readonly ServerClass[],
  models: Models,
): CapacityView['models'] {
  const byModel = Map.groupBy(classes, ({ modelId }) => modelId)
  return all.flatMap((model) => {
    const { free: racked, warehouse } = freeOf(byModel.get(model.id) ?? [], models)
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
