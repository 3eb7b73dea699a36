import type { FirmwareGraphView } from '../../contracts/provisioning/firmware-graph'
import type { Ctx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import { notFound } from '../../domain/errors'
import { sameComponent } from '../../domain/firmware/upgrade-graph'
import { compareVersions, sameVersion } from '../../domain/firmware/version-compare'
import { authorize, visible } from '../access/authorize'
import { firmwarePathSelect, toFirmwarePathView } from './firmware-path-view'

const modelSelect = {
  id: true,
  slug: true,
  targets: { orderBy: { component: 'asc' } },
  paths: { select: firmwarePathSelect, orderBy: [{ component: 'asc' }, { id: 'asc' }] },
} as const satisfies Prisma.ServerModelSelect

type ModelRow = Prisma.ServerModelGetPayload<{ select: typeof modelSelect }>
type Installed = FirmwareGraphView['installed'][number]

/**
 * The upgrade graph of one component, and how many servers have which version: the same statements however many servers
 * there are. Without a component, that of the first.
 */
export async function getFirmwareGraph(
  ctx: Ctx,
  input: { model: string; component?: string | undefined; datacenter?: string | undefined },
): Promise<FirmwareGraphView> {
  authorize(ctx, 'provisioning.read', 'anywhere')
  const model = await ctx.db.serverModel.findUnique({ where: { slug: input.model }, select: modelSelect })
  if (model === null) throw notFound('server-model', input.model)
  const components = componentsOf(model)
  const asked = input.component ?? components[0]?.component
  if (asked === undefined) return { model: model.slug, components, paths: [], installed: [], unread: 0 }
  const known = components.find(({ component }) => sameComponent(component, asked))
  const rows = await readInstalled(ctx, { modelId: model.id, component: asked, datacenter: input.datacenter })
  const unread = rows.find(({ version }) => version === null)?.servers ?? 0
  return {
    model: model.slug,
    component: known?.component ?? asked,
    ...(known?.target === undefined ? {} : { target: known.target }),
    components,
    paths: model.paths
      .filter(({ component }) => sameComponent(component, asked))
      .sort((a, b) => compareVersions(a.to, b.to) || compareVersions(a.from, b.from))
      .map(toFirmwarePathView),
    installed: merged(rows.flatMap(({ version, servers }) => (version === null ? [] : [{ version, servers }]))),
    unread,
  }
}

/** What has a target or a path, by name. */
function componentsOf({ targets, paths }: ModelRow): FirmwareGraphView['components'] {
  const found: FirmwareGraphView['components'] = targets.map(({ component, version }) => ({
    component,
    target: version,
    paths: 0,
  }))
  for (const { component } of paths) {
    const known = found.find((one) => sameComponent(one.component, component))
    if (known === undefined) found.push({ component, paths: 1 })
    else known.paths += 1
  }
  return found.sort((a, b) => a.component.localeCompare(b.component, 'en'))
}

/** By the text of the version; null: of servers of which none was ever read. */
async function readInstalled(
  ctx: Ctx,
  of: { modelId: number; component: string; datacenter: string | undefined },
): Promise<{ version: string | null; servers: number }[]> {
  const seen = visible(ctx, 'provisioning.read')
  const here = seen === undefined ? Prisma.empty : Prisma.sql`AND s.datacenter_id = ANY(${seen.in})`
  const there =
    of.datacenter === undefined
      ? Prisma.empty
      : Prisma.sql`AND s.datacenter_id = (SELECT id FROM datacenters WHERE code = ${of.datacenter}::citext)`
  return ctx.db.$queryRaw`
    SELECT f.version, count(*)::int AS servers
    FROM servers s LEFT JOIN server_firmware f ON f.server_id = s.id AND lower(f.component) = lower(${of.component})
    WHERE s.model_id = ${of.modelId} AND s.state <> 'DECOMMISSIONED' ${here} ${there}
    GROUP BY f.version`
}

/** Spellings of one version together, the lowest first. */
function merged(rows: readonly Installed[]): Installed[] {
  const found: Installed[] = []
  for (const { version, servers } of rows.toSorted((a, b) => b.servers - a.servers)) {
    const same = found.find((one) => sameVersion(one.version, version))
    if (same === undefined) found.push({ version, servers })
    else same.servers += servers
  }
  return found.sort((a, b) => compareVersions(a.version, b.version))
}
