import type { z } from 'zod'
import type { FirmwarePreviewView, firmwareChange } from '../../contracts/provisioning/firmware-drift'
import type { Ctx } from '../../db/context'
import { invalid, notFound } from '../../domain/errors'
import { firmwareEffect } from '../../domain/firmware/firmware-effect'
import { sameComponent } from '../../domain/firmware/upgrade-graph'
import { isVersionRange } from '../../domain/firmware/version-compare'
import { authorize } from '../access/authorize'
import { toUpgradeEdge } from './firmware-path-view'
import { readInstalled, readModelCounts } from './read-installed'

type FirmwareChange = z.output<typeof firmwareChange>

/** What a change of a component's target or paths would do to the model's servers. It reads counts, and saves nothing. */
export async function getFirmwarePreview(ctx: Ctx, input: FirmwareChange): Promise<FirmwarePreviewView> {
  authorize(ctx, 'provisioning.read', 'anywhere')
  refuseNonsense(input)
  const model = await ctx.db.serverModel.findUnique({
    where: { slug: input.model },
    select: { id: true, slug: true, targets: true, paths: true },
  })
  if (model === null) throw notFound('server-model', input.model)
  const own = model.targets.find(({ component }) => sameComponent(component, input.component))
  const kept = model.paths.filter(({ id }) => id !== input.without)
  if (input.without !== undefined && kept.length === model.paths.length) throw notFound('firmware-path', input.without)
  const component = own?.component ?? input.component
  const before = { target: own?.version ?? null, edges: model.paths.map(toUpgradeEdge) }
  const after = {
    target: input.noTarget === 'true' ? null : (input.target ?? before.target),
    edges: [
      ...kept.map(toUpgradeEdge),
      ...(input.from === undefined || input.to === undefined ? [] : [{ component, from: input.from, to: input.to }]),
    ],
  }
  const rows = await readInstalled(ctx, { modelId: model.id, component })
  const servers = (await readModelCounts(ctx, { modelId: model.id }))[0]?.servers ?? 0
  const read = rows.filter(({ version }) => version !== '')
  return {
    model: model.slug,
    component,
    before: before.target === null ? {} : { target: before.target },
    after: after.target === null ? {} : { target: after.target },
    servers,
    unread: servers - read.reduce((sum, row) => sum + row.servers, 0),
    ...firmwareEffect(component, { before, after }, read),
  }
}

function refuseNonsense({ target, noTarget, from, to }: FirmwareChange): void {
  if (target !== undefined && noTarget !== undefined)
    throw invalid({ path: 'noTarget', message: 'Not together with a target' })
  if (target !== undefined && isVersionRange(target))
    throw invalid({ path: 'target', message: 'A target is one version, not a range' })
  if ((from === undefined) !== (to === undefined)) throw invalid({ path: 'to', message: 'A path leads from and to' })
}
