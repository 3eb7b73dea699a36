import type { JobLogView, JobView } from '@/lib/contracts/provisioning/job'
import { isPassed } from '@/lib/domain/step-state'

export type LogLine = JobLogView['items'][number]

/**
 * The lines of a log beside their steps, by position. What concerns the whole job (a claim, a retry, its end) stands at the
 * step that the job had come to by then: the first that it had not passed yet.
 */
export function linesByStep(job: Pick<JobView, 'steps'>, lines: readonly LogLine[]): Map<number, LogLine[]> {
  const steps = job.steps.toSorted((a, b) => a.position - b.position)
  const last = steps.at(-1)?.position ?? 1
  const found = new Map<number, LogLine[]>()
  for (const line of lines) {
    const open = steps.find(({ status, finishedAt = '' }) => !isPassed(status) || finishedAt >= line.at)
    const position = line.step ?? open?.position ?? last
    found.set(position, [...(found.get(position) ?? []), line])
  }
  return found
}
