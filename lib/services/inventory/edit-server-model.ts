import type { z } from 'zod'
import type { editServerModelInput, ServerModelView } from '../../contracts/inventory/server-model'
import { type Ctx, inTransaction, type TxCtx } from '../../db/context'
import { databaseError } from '../../db/database-error'
import { checkVersion } from '../../db/versions'
import { isAppError, notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'
import { changedFields } from './changed-fields'
import { checkFirmwareNames } from './firmware-names'
import { misfitOfModel } from './model-misfit'
import { type ServerModelRow, serverModelSelect, toServerModelView } from './server-model-view'

type EditServerModel = z.output<typeof editServerModelInput> & {
  slug: string
  ifMatch?: readonly number[] | '*' | undefined
}

/** Thousands of servers may copy a new height at once. */
const TIMEOUT_MS = 60_000

/**
 * Edits a model. Its height and depth are copied to its servers in the same transaction; where one of them would not fit
 * where it stands, all of it is refused: 409 `does-not-fit` that names it and what is in its way.
 */
export async function editServerModel(ctx: Ctx, input: EditServerModel): Promise<ServerModelView> {
  authorize(ctx, 'inventory.edit-server-model', null)
  checkFirmwareNames(input.firmwareTargets ?? [], 'firmwareTargets')
  try {
    return await inTransaction(ctx, (tx) => editModel(tx, input), { timeoutMs: TIMEOUT_MS })
  } catch (error) {
    const refusedByDatabase = isAppError(error) && databaseError(error.cause) !== null
    const misfit = refusedByDatabase ? await misfitOfModel(ctx, input) : null
    throw misfit ?? error
  }
}

/** The change itself, for whoever has a transaction already. */
export const editModel = async (tx: TxCtx, { slug, ifMatch, ...given }: EditServerModel): Promise<ServerModelView> => {
  await tx.db.$queryRaw`SELECT 1 FROM server_models WHERE slug = ${slug}::citext FOR UPDATE`
  const before = await tx.db.serverModel.findUnique({ where: { slug }, select: serverModelSelect })
  if (before === null) throw notFound('server-model', slug)
  checkVersion('server-model', before.slug, before.version, ifMatch)
  const changes = changesOf(before, given)
  if (Object.keys(changes).length === 0) return toServerModelView(before)
  const { cost, firmwareTargets, ...fields } = given
  await tx.db.serverModel.update({
    where: { id: before.id },
    data: {
      ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)),
      ...(cost === undefined ? {} : { costCents: cost }),
      version: { increment: 1 },
    },
  })
  if (firmwareTargets !== undefined) await writeTargets(tx, before, firmwareTargets)
  const servers = await reshapeServers(tx, before, given)
  const row = await tx.db.serverModel.findUniqueOrThrow({ where: { id: before.id }, select: serverModelSelect })
  await recordAudit(tx, {
    action: 'inventory.edit-server-model',
    entity: 'server-model',
    key: row.slug,
    detail: { ...changes, ...(servers === 0 ? {} : { serversReshaped: servers }) },
  })
  return toServerModelView(row)
}

/** Only what differs, another version as one statement: each looks at all servers of the model and may write them all. */
async function writeTargets(
  tx: TxCtx,
  before: ServerModelRow,
  targets: readonly { component: string; version: string }[],
): Promise<void> {
  const same = (a: { component: string; version: string }) => (b: { component: string; version: string }) =>
    a.component === b.component && a.version === b.version
  const named = (a: { component: string }) => (b: { component: string }) => a.component === b.component
  const gone = before.targets.filter((old) => !targets.some(named(old)))
  const added = targets.filter((target) => !before.targets.some(named(target)))
  const moved = targets.filter((target) => before.targets.some(named(target)) && !before.targets.some(same(target)))
  if (gone.length > 0) {
    const components = gone.map(({ component }) => component)
    await tx.db.firmwareTarget.deleteMany({ where: { modelId: before.id, component: { in: components } } })
  }
  if (moved.length > 0) {
    await tx.db.$executeRaw`
      UPDATE firmware_targets t SET version = n.version
      FROM unnest(${moved.map(({ component }) => component)}::text[], ${moved.map(({ version }) => version)}::text[])
        AS n (component, version)
      WHERE t.model_id = ${before.id} AND t.component = n.component`
  }
  if (added.length > 0) {
    await tx.db.firmwareTarget.createMany({ data: added.map((target) => ({ ...target, modelId: before.id })) })
  }
}

function changesOf(before: ServerModelRow, given: Omit<EditServerModel, 'slug' | 'ifMatch'>) {
  const { manufacturer, model, heightU, depth, cpuCores, ramGb, nvmeGb, maxPowerW, weightKg, costCents } = before
  const { firmwareTargets, ...plain } = given
  const known = { manufacturer, model, heightU, depth, cpuCores, ramGb, nvmeGb, maxPowerW, weightKg, cost: costCents }
  const targets = (list: readonly { component: string; version: string }[] | undefined) =>
    list?.map((target) => `${target.component} ${target.version}`).sort()
  return {
    ...changedFields(known, plain),
    ...changedFields({ firmwareTargets: targets(before.targets) }, { firmwareTargets: targets(firmwareTargets) }),
  }
}

/** Copies height and depth to the model's servers; what shrinks goes first, so that no passing overlap is refused. */
const reshapeServers = async (
  tx: TxCtx,
  before: ServerModelRow,
  given: { heightU?: number | undefined; depth?: 'full' | 'half' | undefined },
): Promise<number> => {
  const heightU = given.heightU ?? before.heightU
  const depth = given.depth ?? before.depth
  if (heightU === before.heightU && depth === before.depth) return 0
  await tx.db.$queryRaw`SELECT id FROM servers WHERE model_id = ${before.id} ORDER BY id FOR UPDATE`
  const smaller = {
    heightU: Math.min(heightU, before.heightU),
    depth: depth === 'half' || before.depth === 'half' ? ('half' as const) : ('full' as const),
  }
  await tx.db.server.updateMany({ where: { modelId: before.id }, data: smaller })
  const { count } = await tx.db.server.updateMany({
    where: { modelId: before.id },
    data: { heightU, depth, version: { increment: 1 } },
  })
  return count
}
