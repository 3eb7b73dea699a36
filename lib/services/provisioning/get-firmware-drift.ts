import type { FirmwareDriftView } from '../../contracts/provisioning/firmware-drift'
import type { Ctx } from '../../db/context'
import type { Prisma } from '../../db/generated/client'
import { standingOf } from '../../domain/firmware/firmware-effect'
import { sameComponent } from '../../domain/firmware/upgrade-graph'
import { authorize } from '../access/authorize'
import { toUpgradeEdge } from './firmware-path-view'
import { type InstalledRow, type ModelCount, readInstalled, readModelCounts } from './read-installed'

const modelSelect = {
  id: true,
  slug: true,
  manufacturer: true,
  model: true,
  targets: { orderBy: { component: 'asc' } },
  paths: true,
} as const satisfies Prisma.ServerModelSelect

type ModelRow = Prisma.ServerModelGetPayload<{ select: typeof modelSelect }>
type ModelDrift = FirmwareDriftView['models'][number]

/** How far the servers of each model that has targets are from them: as many statements and rows whatever number of servers. */
export async function getFirmwareDrift(
  ctx: Ctx,
  input: { datacenter?: string | undefined },
): Promise<FirmwareDriftView> {
  authorize(ctx, 'provisioning.read', 'anywhere')
  const models = await ctx.db.serverModel.findMany({ where: { targets: { some: {} } }, select: modelSelect })
  const counts = new Map((await readModelCounts(ctx, input)).map((count) => [count.modelId, count]))
  const installed = Map.groupBy(await readInstalled(ctx, input), ({ modelId }) => modelId)
  const drift = models.flatMap((model) => {
    const count = counts.get(model.id)
    return count === undefined || count.servers === 0 ? [] : [driftOf(model, count, installed.get(model.id) ?? [])]
  })
  return { models: drift.sort((a, b) => b.behind - a.behind || a.model.localeCompare(b.model, 'en')) }
}

function driftOf(model: ModelRow, count: ModelCount, rows: readonly InstalledRow[]): ModelDrift {
  const edges = model.paths.map(toUpgradeEdge)
  const components = model.targets.map(({ component, version: target }) => {
    const own = rows.filter((row) => sameComponent(row.component, component))
    const behind = own.filter((row) => row.behind)
    const stuck = behind.filter(
      ({ version }) => version !== '' && standingOf({ target, edges }, component, version) === 'no-path',
    )
    return {
      component,
      target,
      atTarget: sumOf(own) - sumOf(behind),
      behind: sumOf(behind),
      unread: sumOf(behind.filter(({ version }) => version === '')),
      noPath: { servers: sumOf(stuck), versions: stuck.map(({ version }) => version) },
    }
  })
  return {
    model: model.slug,
    name: `${model.manufacturer} ${model.model}`,
    servers: count.servers,
    behind: count.behind,
    components: components.sort((a, b) => b.behind - a.behind),
  }
}

function sumOf(rows: readonly InstalledRow[]): number {
  return rows.reduce((sum, { servers }) => sum + servers, 0)
}
