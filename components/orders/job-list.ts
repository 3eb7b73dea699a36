import type { ReactNode } from 'react'
import type { JobLocks } from '@/components/provisioning/job-locks'
import type { UsualOf } from '@/components/provisioning/usual-times'
import type { JobView } from '@/lib/contracts/provisioning/job'
import type { JobKind } from '@/lib/domain/job-state'

/** Where each server stands and which model it is, for the first column. */
export type PlaceOf = (barcode: string) => string | undefined

/** What a list of an order's jobs shows, whichever way it is drawn. */
export interface JobListProps {
  kind: JobKind
  jobs: readonly JobView[]
  placeOf: PlaceOf
  usual: UsualOf
  now: number | null
  locks: JobLocks
  lost: readonly string[]
  chosen: string | null
  hrefOf: (job: string) => string
  /** The log of the chosen one, to stand in its row where there is no room at the foot. */
  detail: ReactNode
}
