import type { JobKind, JobState } from '../job-state'
import type { StepState } from '../step-state'

/** What a line of a job's log is about. */
export const LOG_KINDS = [
  'queue',
  'claim',
  'start',
  'check',
  'plan',
  'flash',
  'reboot',
  'verify',
  'boot',
  'install',
  'health',
  'wipe',
  'wait',
  'retry',
  'skip',
  'cancel',
  'fail',
  'done',
] as const
export type LogKind = (typeof LOG_KINDS)[number]

export interface LogLine {
  at: Date
  /** Position of the step that it belongs to; none for what concerns the whole job. */
  step?: number
  kind: LogKind
  text: string
}

/** `rank` orders what happened in the same instant, as the end of one step and the start of the next do. */
export type RankedLine = LogLine & { rank: number }

/** Before all that steps say in the same instant, and after. */
export const RANK = { first: 0, last: 1_000, present: 2_000 } as const

/** A rank within a step. */
export const rankOf = (step: number, within: number): number => step * 10 + within

export interface StepRecord {
  position: number
  name: string
  status: StepState
  startedAt: Date | null
  finishedAt: Date | null
  intent: unknown
  task: string | null
  detail: unknown
  error: string | null
}

export interface HopRecord {
  component: string
  from: string
  to: string
  status: StepState
  address: string | null
  task: string | null
  reboot: boolean
  restart: string | null
  startedAt: Date | null
  flashedAt: Date | null
  finishedAt: Date | null
}

/** One audit row of the job. `who` is left out for those who may not read the audit log. */
export interface AuditRecord {
  at: Date
  action: string
  from: string | null
  to: string | null
  reason: string | null
  who: string | null
  detail: unknown
}

export interface JobRecords {
  kind: JobKind
  status: JobState
  waitingFor: string | null
  notBefore: Date | null
  firmwarePlan: unknown
  steps: readonly StepRecord[]
  hops: readonly HopRecord[]
  audit: readonly AuditRecord[]
}
