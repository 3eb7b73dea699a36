import type { FirmwareGraphView } from '../../contracts/provisioning/firmware-graph'
import type { Ctx } from '../../db/context'
import type { Prisma } from '../../db/generated/client'
import { notFound } from '../../domain/errors'
import { sameComponent } from '../../domain/firmware/upgrade-graph'
import { compareVersions, sameVersion } from '../../domain/firmware/version-compare'
import { authorize } from '../access/authorize'
import { firmwarePathSelect, toFirmwarePathView } from './firmware-path-view'
import { type InstalledRow, readInstalled, readModelCounts } from './read-installed'

const modelSelect = {
  id: true,
  slug: true,
  version: true,
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
  if (asked === undefined)
    return { model: model.slug, modelVersion: model.version, components, paths: [], installed: [], unread: 0 }
  const known = components.find(({ component }) => sameComponent(component, asked))
  const which = { modelId: model.id, datacenter: input.datacenter }
  const rows = (await readInstalled(ctx, { ...which, component: asked })).filter(({ version }) => version !== '')
  const servers = (await readModelCounts(ctx, which))[0]?.servers ?? 0
  return {
    model: model.slug,
    modelVersion: model.version,
    component: known?.component ?? asked,
    ...(known?.target === undefined ? {} : { target: known.target }),
    components,
    paths: model.paths
      .filter(({ component }) => sameComponent(component, asked))
      .sort((a, b) => compareVersions(a.to, b.to) || compareVersions(a.from, b.from))
      .map(toFirmwarePathView),
    installed: merged(rows),
    unread: servers - rows.reduce((sum, row) => sum + row.servers, 0),
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

/** Spellings of one version together, the lowest first. */
function merged(rows: readonly InstalledRow[]): Installed[] {
  const found: Installed[] = []
  for (const { version, servers } of rows.toSorted((a, b) => b.servers - a.servers)) {
    const same = found.find((one) => sameVersion(one.version, version))
    if (same === undefined) found.push({ version, servers, written: [version] })
    else {
      same.servers += servers
      if (!same.written.includes(version)) same.written.push(version)
    }
  }
  return found.sort((a, b) => compareVersions(a.version, b.version))
}
