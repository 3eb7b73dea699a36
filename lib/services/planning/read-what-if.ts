import type { CapacityView } from '../../contracts/planning/capacity'
import type { Ctx } from '../../db/context'
import { can } from '../../domain/access/permissions'
import type { ServerClass } from '../../domain/capacity/figures'
import { addedServers, lostServers, parseAddition, promisedServers } from '../../domain/capacity/what-if'
import { foldCode } from '../../domain/code'
import { computePlan } from './compute-plan'
import { demandOf } from './plan-request'
import { isBlocked } from './read-server-classes'

export interface WhatIfQuestion {
  add: readonly string[]
  lose: readonly string[]
  order: readonly string[]
}

type Change = NonNullable<CapacityView['whatIf']>['changes'][number]

/** What would change: classes to add to those that are, watts of budget that are gone, and what became of each part. */
export interface WhatIf {
  classes: ServerClass[]
  lostBudgetW: Map<number, number>
  changes: Change[]
}

interface World {
  datacenters: readonly { id: number; code: string }[]
  models: readonly { id: number; slug: string }[]
}

/** Looks up each part of the question, and saves nothing. What is not there, or not to be seen, is named with its reason. */
export async function readWhatIf(ctx: Ctx, question: WhatIfQuestion, world: World): Promise<WhatIf> {
  const found: WhatIf = { classes: [], lostBudgetW: new Map(), changes: [] }
  for (const text of new Set(question.add)) addServers(found, text, world)
  const lostRacks = await loseRacks(ctx, found, [...new Set(question.lose)], world)
  await giveToOrders(ctx, found, [...new Set(question.order)], { ...world, lostRacks })
  return found
}

const same = (a: string, b: string) => foldCode(a) === foldCode(b)

function addServers(found: WhatIf, text: string, { datacenters, models }: World): void {
  const refuse = (problem: string) => found.changes.push({ kind: 'add', what: text, servers: 0, problem })
  const wanted = parseAddition(text)
  if (wanted === null) return void refuse('Not of the form 20xmodel@datacenter.')
  const datacenter = datacenters.find(({ code }) => same(code, wanted.datacenter))
  const model = models.find(({ slug }) => same(slug, wanted.model))
  if (datacenter === undefined) return void refuse(`There is no datacenter ${wanted.datacenter} here.`)
  if (model === undefined) return void refuse(`There is no model ${wanted.model}.`)
  found.classes.push(...addedServers({ datacenterId: datacenter.id, modelId: model.id, count: wanted.count }))
  found.changes.push({ kind: 'add', what: text, servers: wanted.count })
}

async function loseRacks(ctx: Ctx, found: WhatIf, codes: string[], { datacenters }: World): Promise<number[]> {
  if (codes.length === 0) return []
  const racks = await ctx.db.rack.findMany({
    where: { code: { in: codes }, datacenterId: { in: datacenters.map(({ id }) => id) } },
    select: { id: true, code: true, datacenterId: true, maxPowerW: true },
  })
  const standing = await ctx.db.$queryRaw<(ServerClass & { rackId: number })[]>`
    SELECT s.rack_id AS "rackId", s.datacenter_id AS "datacenterId", s.model_id AS "modelId", s.state::text AS state,
      ${isBlocked(ctx.clock())} AS blocked, count(*)::int AS count
    FROM servers s WHERE s.rack_id = ANY(${racks.map(({ id }) => id)}::int[]) GROUP BY 1, 2, 3, 4, 5`
  for (const code of codes) {
    const rack = racks.find((one) => same(one.code, code))
    if (rack === undefined) {
      found.changes.push({ kind: 'lose', what: code, servers: 0, problem: `There is no rack ${code} here.` })
      continue
    }
    const classes = standing.filter(({ rackId }) => rackId === rack.id)
    found.classes.push(...lostServers(classes))
    const { datacenterId, maxPowerW } = rack
    found.lostBudgetW.set(datacenterId, (found.lostBudgetW.get(datacenterId) ?? 0) + (maxPowerW ?? 0))
    found.changes.push({ kind: 'lose', what: rack.code, servers: classes.reduce((sum, { count }) => sum + count, 0) })
  }
  return racks.map(({ id }) => id)
}

const orderSelect = {
  number: true,
  status: true,
  datacenterId: true,
  cpuCores: true,
  ramGb: true,
  nvmeGb: true,
  lines: {
    select: { count: true, minCpuCores: true, minRamGb: true, minNvmeGb: true },
    orderBy: { position: 'asc' },
  },
  plans: { where: { status: 'current' }, select: { items: { select: { serverId: true } } } },
} as const

/** Servers that two orders would be given count once, and none that stands in a rack that is lost. */
async function giveToOrders(
  ctx: Ctx,
  found: WhatIf,
  numbers: string[],
  { datacenters, lostRacks }: World & { lostRacks: number[] },
): Promise<void> {
  if (numbers.length === 0) return
  const orders = await ctx.db.order.findMany({
    where: { number: { in: numbers }, datacenterId: { in: datacenters.map(({ id }) => id) } },
    select: orderSelect,
  })
  const taken = new Set<number>()
  for (const number of numbers) {
    const order = orders.find((one) => same(one.number, number))
    const wanted = order === undefined ? `There is no order ${number} here.` : await serversFor(ctx, order)
    if (typeof wanted === 'string') {
      found.changes.push({ kind: 'order', what: number, servers: 0, problem: wanted })
      continue
    }
    const fresh = wanted.filter((id) => !taken.has(id))
    for (const id of fresh) taken.add(id)
    const classes = await freeClasses(ctx, fresh, lostRacks)
    found.classes.push(...promisedServers(classes))
    const servers = classes.reduce((sum, { count }) => sum + count, 0)
    const short = wanted.length - servers
    found.changes.push({
      kind: 'order',
      what: order?.number ?? number,
      servers,
      ...(short === 0 ? {} : { problem: `${short} of the ${wanted.length} servers of its plan would not be free.` }),
    })
  }
}

type OrderRow = Parameters<typeof demandOf>[0] & {
  number: string
  status: string
  datacenterId: number
  plans: { items: { serverId: number }[] }[]
}

/** Of its plan, or of the one that it would get; else why there is none. */
async function serversFor(ctx: Ctx, order: OrderRow): Promise<number[] | string> {
  const [plan] = order.plans
  if (plan !== undefined) return plan.items.map(({ serverId }) => serverId)
  if (order.status !== 'DRAFT') return `${order.number} is ${order.status.toLowerCase()}: it changes nothing any more.`
  if (!can(ctx.actor.grants, 'planning.plan-order', order.datacenterId)) return `${order.number} has no plan yet.`
  const outcome = await computePlan(
    ctx,
    { datacenterId: order.datacenterId, demand: demandOf(order) },
    { objective: 'fewest-servers', constraints: {}, includeWarehouse: false },
  )
  if (outcome.kind === 'feasible') return outcome.items.map(({ serverId }) => serverId)
  const [short] = outcome.shortfall
  const words = { cpuCores: 'cores', ramGb: 'GB of RAM', nvmeGb: 'GB of NVMe', servers: 'servers' }
  return short === undefined
    ? `${order.number} can't be served from what is free.`
    : `${order.number} can't be served: it asks ${short.asked} ${words[short.resource]}, and there are ${short.available}.`
}

function freeClasses(ctx: Ctx, serverIds: readonly number[], lostRacks: readonly number[]): Promise<ServerClass[]> {
  return ctx.db.$queryRaw<ServerClass[]>`
    SELECT s.datacenter_id AS "datacenterId", s.model_id AS "modelId", s.state::text AS state, false AS blocked,
      count(*)::int AS count
    FROM servers s
    WHERE s.id = ANY(${[...serverIds]}::int[]) AND s.state IN ('RACKED', 'IN_WAREHOUSE') AND NOT ${isBlocked(ctx.clock())}
      AND (s.rack_id IS NULL OR s.rack_id <> ALL(${[...lostRacks]}::int[]))
    GROUP BY 1, 2, 3`
}
