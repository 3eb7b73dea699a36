import type { z } from 'zod'
import { type BmcTls, bmcTls, type editServerInput, type ServerView } from '../../contracts/inventory/server'
import { type Ctx, inTransaction, type TxCtx } from '../../db/context'
import { lockServer } from '../../db/locks'
import { checkVersion } from '../../db/versions'
import { conflict, notFound } from '../../domain/errors'
import { isPromised } from '../../domain/server-state'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'
import { bmcFields } from './bmc-fields'
import { changedFields } from './changed-fields'
import { checkFirmwareNames } from './firmware-names'
import { placing, type WantedPlace } from './place-refusal'
import { type ResolvedModel, resolveModel } from './resolve-model'
import { type ServerRow, serverSelect, toServerView } from './server-view'

type EditServer = z.output<typeof editServerInput> & {
  barcode: string
  ifMatch?: readonly number[] | '*' | undefined
}

/** What a server of unknown model takes. */
const UNIDENTIFIED = { id: null, heightU: 1, depth: 'full' } as const

/** Edits a server's record. A model that does not fit where it stands is 409 `does-not-fit`, with `blockedBy`. */
export async function editServer(ctx: Ctx, input: EditServer): Promise<ServerView> {
  checkFirmwareNames(input.firmware ?? [], 'firmware')
  return placing(ctx, (remember) => inTransaction(ctx, (tx) => edit(tx, input, remember)), { refuseAs: 'does-not-fit' })
}

const edit = async (
  tx: TxCtx,
  { barcode, ifMatch, ...given }: EditServer,
  remember: (place: WantedPlace) => void,
): Promise<ServerView> => {
  const locked = await lockServer(tx, barcode)
  if (locked === null) throw notFound('server', barcode)
  const before = await tx.db.server.findUniqueOrThrow({
    where: { id: locked.id },
    select: { ...serverSelect, rackId: true },
  })
  authorize(tx, 'inventory.edit-server', before.datacenterId)
  checkVersion('server', before.barcode, before.version, ifMatch)
  const model = await newModel(tx, before, given.model)
  const changes = changesOf(before, given, model)
  if (Object.keys(changes).length === 0) return toServerView(before, tx.clock())
  if (model !== undefined && before.rackId !== null && before.u !== null && before.face !== null) {
    const { rackId, u, face } = before
    const { heightU, depth } = model
    remember({ rackId, u, face, heightU, depth, self: { barcode: before.barcode } })
  }
  await write(tx, before, given, model)
  const row = await tx.db.server.findUniqueOrThrow({ where: { id: before.id }, select: serverSelect })
  await recordAudit(tx, {
    action: 'inventory.edit-server',
    entity: 'server',
    key: row.barcode,
    datacenterId: row.datacenterId,
    detail: changes,
  })
  return toServerView(row, tx.clock())
}

type NewModel = ResolvedModel | typeof UNIDENTIFIED | undefined

/** undefined: the model stays. A promised server was chosen for its model, so that cannot change under the order. */
const newModel = async (tx: TxCtx, before: ServerRow, slug: string | null | undefined): Promise<NewModel> => {
  if (slug === undefined || slug?.toLowerCase() === before.model?.slug.toLowerCase()) return undefined
  if (slug === null && before.model === null) return undefined
  if (isPromised(before.state)) {
    const order = before.order?.number ?? 'an order'
    throw conflict('conflict', `${before.barcode} is promised to ${order} as a ${before.model?.slug}.`, { order })
  }
  return slug === null ? UNIDENTIFIED : resolveModel(tx, slug)
}

function changesOf(before: ServerRow, given: Omit<EditServer, 'barcode' | 'ifMatch'>, model: NewModel) {
  const { serial, assetNumber, tags, hostnames, note } = before
  const { firmware, bmc, model: _, ...plain } = given
  const installed = before.firmware.map((each) => `${each.component} ${each.version}`)
  const recorded = firmware?.map((each) => `${each.component} ${each.version}`).sort()
  return {
    ...changedFields({ serial, assetNumber, tags, hostnames, note }, plain),
    ...changedFields({ firmware: installed.sort() }, { firmware: recorded }),
    ...(model === undefined ? {} : { model: { from: before.model?.slug ?? null, to: given.model ?? null } }),
    // Credentials are write-only, in the audit log too.
    ...(bmc === undefined ? {} : { bmc: { from: before.bmcAddress, to: bmc?.address ?? null } }),
    ...(bmc === undefined ? {} : tlsChange(before.bmcTls, bmc?.tls ?? null)),
  }
}

/** Who is believed is no secret, and whoever looks back wants to know since when. */
function tlsChange(stored: ServerRow['bmcTls'], to: BmcTls | null) {
  const from = stored === null ? null : bmcTls.parse(stored)
  return JSON.stringify(from) === JSON.stringify(to) ? {} : { bmcTls: { from, to } }
}

const write = async (
  tx: TxCtx,
  { id, barcode }: { id: number; barcode: string },
  given: Omit<EditServer, 'barcode' | 'ifMatch'>,
  model: NewModel,
): Promise<void> => {
  await tx.db.server.updateMany({
    where: { id },
    data: {
      ...(model === undefined ? {} : { modelId: model.id, heightU: model.heightU, depth: model.depth }),
      ...(given.serial === undefined ? {} : { serial: given.serial }),
      ...(given.assetNumber === undefined ? {} : { assetNumber: given.assetNumber }),
      ...(given.tags === undefined ? {} : { tags: given.tags }),
      ...(given.hostnames === undefined ? {} : { hostnames: given.hostnames }),
      ...(given.note === undefined ? {} : { note: given.note }),
      ...(given.bmc === undefined ? {} : bmcFields(barcode, given.bmc)),
      version: { increment: 1 },
    },
  })
  if (given.firmware === undefined) return
  await tx.db.serverFirmware.deleteMany({ where: { serverId: id } })
  await tx.db.serverFirmware.createMany({ data: given.firmware.map((each) => ({ ...each, serverId: id })) })
}
