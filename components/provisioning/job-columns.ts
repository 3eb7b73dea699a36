import type { JobKind } from '@/lib/domain/job-state'

/** Steps as the heads of narrow columns. */
export const shortNames: Record<string, string> = {
  'verify-bmc': 'BMC',
  'verify-inventory': 'Inventory',
  firmware: 'Firmware, each hop verified',
  'boot-configuration': 'Boot',
  'install-image': 'Image',
  'health-check': 'Health',
  'hand-over': 'Hand over',
  'wipe-disks': 'Wipe disks',
  'verify-wipe': 'Verify wipe',
  'give-back': 'Give back',
}

/** The same columns for the head and every row, from the width of a desk on. */
export const grids: Record<JobKind, string> = {
  provision: 'wide:grid-cols-[210px_68px_82px_minmax(0,1fr)_68px_104px_74px_86px_104px_44px]',
  wipe: 'wide:grid-cols-[210px_minmax(0,1fr)_minmax(0,1fr)_minmax(0,1fr)_minmax(0,1fr)_104px_44px]',
}
