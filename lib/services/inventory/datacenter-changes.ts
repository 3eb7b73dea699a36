import type { Prisma } from '../../db/generated/client'
import type { DatacenterRow } from './datacenter-view'

const FIELDS = ['name', 'maxProvisioning', 'maxProvisioningPerRack'] as const

/** What may be edited of a datacenter; left out: as it is. */
export interface DatacenterEdit {
  name?: string | undefined
  maxProvisioning?: number | null | undefined
  maxProvisioningPerRack?: number | null | undefined
}

/** Of an edit what changes anything, as data and for the audit log; null where nothing does. */
export function datacenterChanges(
  before: DatacenterRow,
  edit: DatacenterEdit,
): { data: Prisma.DatacenterUpdateInput; detail: Prisma.InputJsonObject } | null {
  const changed = FIELDS.filter((field) => edit[field] !== undefined && edit[field] !== before[field])
  if (changed.length === 0) return null
  const entries = changed.map((field) => [field, { from: before[field], to: edit[field] ?? null }] as const)
  return {
    data: Object.fromEntries(changed.map((field) => [field, edit[field]])),
    detail: Object.fromEntries(entries),
  }
}
