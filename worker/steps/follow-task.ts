import { failBecause, type Verdict, waitFor } from '@/lib/domain/provisioning/steps'
import type { TaskKind } from '../hardware-driver'
import type { JobRun } from '../job-run'

export interface TaskToFollow {
  kind: TaskKind
  /** What is asked of the hardware, recorded before it is. */
  intent: Record<string, string>
  start: () => Promise<{ id: string; pollAfterMs: number }>
  /** Shown while it runs. */
  words: string
}

/**
 * Gets a long effect done once, over any number of workers: the intent is recorded before the hardware is told, and its
 * task after; whoever finds the intent looks for the task before anything is started. null: it is done.
 */
export async function followTask(run: JobRun, wanted: TaskToFollow): Promise<Verdict | null> {
  const { driver, bmc, step } = run
  const marker = run.marker(wanted.kind)
  const asked = (step?.intent ?? null) !== null
  if (!asked) await run.recordIntent(wanted.intent)
  const known = typeof step?.task === 'string'
  const task = known
    ? await driver.readTask(bmc, step.task ?? '', run.deadline)
    : asked
      ? await driver.findTask(bmc, wanted.kind, marker, run.deadline)
      : null
  if (task === null) {
    const started = await wanted.start()
    await run.recordTask(started.id)
    return waitFor(started.pollAfterMs / 1000, wanted.words)
  }
  if (!known) await run.recordTask(task.id)
  if (task.state === 'running') return waitFor(task.pollAfterMs / 1000, wanted.words)
  if (task.state === 'failed') return failBecause(`${wanted.words}: ${task.error ?? 'the hardware gave no reason'}`)
  return null
}
