import { z } from 'zod'
import { type FirmwarePathView, versionGuard } from '../../contracts/provisioning/firmware-path'
import type { Prisma } from '../../db/generated/client'
import type { UpgradeEdge, VersionGuard } from '../../domain/firmware/upgrade-graph'

export const firmwarePathSelect = {
  id: true,
  model: { select: { slug: true } },
  component: true,
  from: true,
  to: true,
  minutes: true,
  flashedWith: true,
  requires: true,
  reboot: true,
  address: true,
  sha256: true,
  createdAt: true,
  updatedAt: true,
  version: true,
} as const satisfies Prisma.FirmwarePathSelect

export type FirmwarePathRow = Prisma.FirmwarePathGetPayload<{ select: typeof firmwarePathSelect }>

export function toFirmwarePathView(row: FirmwarePathRow): FirmwarePathView {
  return {
    id: row.id,
    model: row.model.slug,
    component: row.component,
    from: row.from,
    to: row.to,
    ...(row.minutes === null ? {} : { minutes: row.minutes }),
    ...(row.flashedWith === null ? {} : { flashedWith: row.flashedWith }),
    requires: guardsOf(row),
    reboot: row.reboot,
    ...(row.address === null ? {} : { address: row.address }),
    ...(row.sha256 === null ? {} : { sha256: row.sha256 }),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    version: row.version,
  }
}

type StoredEdge = Omit<UpgradeEdge, 'requires'> & { requires: Prisma.JsonValue }

/** As the domain plans with it. */
export function toUpgradeEdge(row: StoredEdge): UpgradeEdge {
  return { ...row, requires: guardsOf(row) }
}

export function guardsOf({ requires }: { requires: Prisma.JsonValue }): VersionGuard[] {
  return z.array(versionGuard).parse(requires)
}
