import type { FirmwareGraphView } from '@/lib/contracts/provisioning/firmware-graph'
import type { FirmwareFilters } from './firmware-filters'
import type { FirmwareLocks } from './firmware-locks'

/** What every part of the page is about. */
export interface About {
  graph: FirmwareGraphView
  filters: FirmwareFilters & { model: string }
  locks: FirmwareLocks
}
