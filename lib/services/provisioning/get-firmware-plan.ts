import type { FirmwarePlanView } from '../../contracts/provisioning/firmware-plan'
import type { Ctx } from '../../db/context'
import type { Prisma } from '../../db/generated/client'
import { notFound } from '../../domain/errors'
import { type FirmwarePlan, failureInWords, firmwarePlan, minutesOf } from '../../domain/firmware/firmware-plan'
import { authorize } from '../access/authorize'
import { toUpgradeEdge } from './firmware-path-view'

const serverSelect = {
  barcode: true,
  modelId: true,
  firmware: { select: { component: true, version: true, readAt: true }, orderBy: { component: 'asc' } },
} as const satisfies Prisma.ServerSelect
const modelSelect = { id: true, slug: true, targets: true, paths: true } as const satisfies Prisma.ServerModelSelect

type ServerRow = Prisma.ServerGetPayload<{ select: typeof serverSelect }>
type ModelRow = Prisma.ServerModelGetPayload<{ select: typeof modelSelect }>
type PlannedServer = FirmwarePlanView['servers'][number]
type Way = Pick<PlannedServer, 'hops' | 'minutes' | 'failures'>

/**
 * What step 3 would flash on each server that the order holds, or would hold by its plan, from the versions last read; a
 * job reads them anew. The same statements however many servers there are, and one plan for all that are alike.
 */
export async function getFirmwarePlan(ctx: Ctx, input: { number: string }): Promise<FirmwarePlanView> {
  const order = await ctx.db.order.findUnique({
    where: { number: input.number },
    select: { id: true, number: true, status: true, datacenterId: true },
  })
  if (order === null) throw notFound('order', input.number)
  authorize(ctx, 'provisioning.read', order.datacenterId)
  const chosen: Prisma.ServerWhereInput =
    order.status === 'PLANNED'
      ? { planItems: { some: { plan: { orderId: order.id, status: 'current' } } } }
      : { allocations: { some: { orderId: order.id, status: 'ACTIVE' } } }
  const rows = await ctx.db.server.findMany({ where: chosen, orderBy: { barcode: 'asc' }, select: serverSelect })
  const modelIds = [...new Set(rows.flatMap(({ modelId }) => modelId ?? []))]
  const models = await ctx.db.serverModel.findMany({ where: { id: { in: modelIds } }, select: modelSelect })
  const servers = await plannedServers(rows, new Map(models.map((model) => [model.id, model])))
  return { order: order.number, basis: 'last-read', servers, totals: totalsOf(servers) }
}

async function plannedServers(
  rows: readonly ServerRow[],
  models: ReadonlyMap<number, ModelRow>,
): Promise<PlannedServer[]> {
  const ways = new Map<string, Way>()
  const servers: PlannedServer[] = []
  for (const { barcode, modelId, firmware } of rows) {
    const model = modelId === null ? undefined : models.get(modelId)
    const versions = firmware.map(({ component, version }) => ({ component, version }))
    const key = JSON.stringify([modelId, versions.map(({ component, version }) => [component, version])])
    let way = ways.get(key)
    if (way === undefined) {
      way = wayOf(firmwarePlan(versions, model?.targets ?? [], (model?.paths ?? []).map(toUpgradeEdge)))
      ways.set(key, way)
      // Entangled guards may take a while each: others are served in between.
      await new Promise((resolve) => setImmediate(resolve))
    }
    const read = firmware.map(({ readAt }) => readAt.toISOString()).sort()[0]
    servers.push({
      barcode,
      ...(model === undefined ? {} : { model: model.slug }),
      ...(read === undefined ? {} : { readAt: read }),
      ...way,
    })
  }
  return servers
}

function wayOf(plan: FirmwarePlan): Way {
  if (plan.ok) {
    const hops = plan.hops.map(({ group, component, from, to, minutes, reboot }) => {
      return { group, component, from, to, ...(minutes === null ? {} : { minutes }), reboot }
    })
    return { hops, minutes: minutesOf(plan.hops), failures: [] }
  }
  const failures = plan.failures.map((failure) => {
    const { component, current, target, nearest } = failure
    return {
      component,
      ...(current === null ? {} : { current }),
      target,
      ...(nearest === null ? {} : { nearest }),
      words: failureInWords(failure),
    }
  })
  return { hops: [], minutes: null, failures }
}

function totalsOf(servers: readonly PlannedServer[]): FirmwarePlanView['totals'] {
  const toFlash = servers.filter(({ hops }) => hops.length > 0)
  const cannot = servers.filter(({ failures }) => failures.length > 0)
  const minutes = toFlash.map((server) => server.minutes)
  const known = minutes.flatMap((value) => value ?? [])
  return {
    flashes: toFlash.reduce((sum, { hops }) => sum + hops.length, 0),
    restarts: toFlash.reduce((sum, { hops }) => sum + restartsOf(hops), 0),
    toFlash: toFlash.length,
    atTarget: servers.length - toFlash.length - cannot.length,
    cannot: cannot.length,
    longestMinutes: known.length < minutes.length ? null : Math.max(0, ...known),
  }
}

/** Hops of one group share their restart. */
function restartsOf(hops: PlannedServer['hops']): number {
  return new Set(hops.filter(({ reboot }) => reboot).map(({ group }) => group)).size
}
