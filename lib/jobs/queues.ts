import { z } from 'zod'

/** Schema of pg-boss in our database; the migration `queue` installs it. */
export const QUEUE_SCHEMA = 'pgboss'

/**
 * Kinds of background jobs with their payloads. An entry is only a wake-up call: what is to be done, and how far it got,
 * stands in the job's own row, so a lost or doubled entry does no harm.
 */
export const JOB_PAYLOADS = {
  /** Drives one provision or wipe job from where it stands to its end. */
  provision: z.strictObject({ jobId: z.uuid() }),
  /** Tells a server's BMC to power on, off or reset. */
  power: z.strictObject({ serverId: z.int(), action: z.enum(['on', 'off', 'reset']), requestedBy: z.string() }),
  /** Goes on with a bulk import from where it stands. */
  import: z.strictObject({ importId: z.uuid() }),
  /** Goes on with a change of many servers from where it stands. */
  'bulk-change': z.strictObject({ bulkChangeId: z.uuid() }),
} as const

export type JobKindName = keyof typeof JOB_PAYLOADS
export type JobPayload<K extends JobKindName> = z.output<(typeof JOB_PAYLOADS)[K]>

export const QUEUE_NAMES = Object.keys(JOB_PAYLOADS) as JobKindName[]

/** What reads or writes very many rows. */
const LONG = {
  retryLimit: 2,
  retryDelay: 1,
  expireInSeconds: 7_200,
  heartbeatSeconds: 10,
  deleteAfterSeconds: 3_600,
  notify: true,
} as const

/**
 * Settings of each queue, seconds. A worker touches what it runs every few seconds: an entry left by a dead one is given
 * to another 10 s later. A provision job may take hours (a day is pg-boss's most).
 */
export const QUEUE_SETTINGS = {
  provision: {
    retryLimit: 2,
    retryDelay: 1,
    expireInSeconds: 86_400,
    heartbeatSeconds: 10,
    deleteAfterSeconds: 3_600,
    notify: true,
  },
  import: LONG,
  'bulk-change': LONG,
  power: { retryLimit: 2, retryDelay: 1, expireInSeconds: 60, deleteAfterSeconds: 3_600, notify: true },
} as const satisfies Record<JobKindName, object>

/**
 * The most entries of a queue that one worker takes at once, where that is fewer than it may: each bulk change has several
 * connections to the database, of which the jobs beside it need some.
 */
export const MOST_AT_ONCE: Partial<Record<JobKindName, number>> = { 'bulk-change': 2 }
