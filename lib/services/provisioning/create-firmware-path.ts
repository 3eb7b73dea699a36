import type { FirmwarePathView } from '../../contracts/provisioning/firmware-path'
import { type Ctx, inTransaction } from '../../db/context'
import { violates } from '../../db/database-error'
import { conflict, invalid } from '../../domain/errors'
import type { VersionGuard } from '../../domain/firmware/upgrade-graph'
import { isVersionRange, sameVersion } from '../../domain/firmware/version-compare'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'
import { resolveModel } from '../inventory/resolve-model'
import { firmwarePathSelect, toFirmwarePathView } from './firmware-path-view'
import { refuseItself } from './refuse-itself'

export interface NewFirmwarePath {
  model: string
  component: string
  from: string
  to: string
  minutes?: number | undefined
  flashedWith?: string | undefined
  requires?: readonly VersionGuard[] | undefined
  reboot?: boolean | undefined
  address?: string | undefined
  sha256?: string | undefined
}

/** Adds an edge. Jobs that run keep the chain they started with. */
export async function createFirmwarePath(ctx: Ctx, input: NewFirmwarePath): Promise<FirmwarePathView> {
  authorize(ctx, 'provisioning.create-firmware-path', null)
  refuseNonsense(input)
  return inTransaction(ctx, async (tx) => {
    const model = await resolveModel(tx, input.model)
    const row = await tx.db.firmwarePath
      .create({
        data: {
          modelId: model.id,
          component: input.component,
          from: input.from,
          to: input.to,
          minutes: input.minutes ?? null,
          flashedWith: input.flashedWith ?? null,
          requires: [...(input.requires ?? [])],
          reboot: input.reboot ?? false,
          address: input.address ?? null,
          sha256: input.sha256 ?? null,
        },
        select: firmwarePathSelect,
      })
      .catch((error: unknown) => {
        if (violates(error, 'firmware_paths_model_id_component_from_to_key'))
          throw conflict('already-exists', `There is a path of ${input.component} from ${input.from} to ${input.to}.`)
        throw error
      })
    await recordAudit(tx, {
      action: 'provisioning.create-firmware-path',
      entity: 'firmware-path',
      key: row.id,
      detail: { model: model.slug, component: row.component, from: row.from, to: row.to },
    })
    return toFirmwarePathView(row)
  })
}

function refuseNonsense({ component, from, to, flashedWith, requires, address, sha256 }: NewFirmwarePath): void {
  if (sha256 !== undefined && address === undefined) throw invalid({ path: 'sha256', message: 'Goes with an address' })
  if (isVersionRange(to)) throw invalid({ path: 'to', message: 'A path leads to one version, not to a range' })
  if (!isVersionRange(from) && sameVersion(from, to))
    throw invalid({ path: 'to', message: 'A path leads to another version than it starts from' })
  refuseItself({ component, flashedWith, requires })
}
