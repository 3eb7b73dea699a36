import { z } from 'zod'
import { done, failBecause, type Verdict, waitFor } from '@/lib/domain/provisioning/steps'
import type { Disk } from '../hardware-driver'
import type { JobRun } from '../job-run'
import type { StepFunction } from './step-function'
import { taskBegun } from './task-begun'

const erasing = z.object({
  /** Names of those that are done. */
  erased: z.array(z.string()),
  /** The one at hand, since when (ISO), and the tasks that the BMC knew before. */
  disk: z.string().nullable(),
  since: z.string(),
  tasks: z.array(z.string()).nullable(),
})
type Erasing = z.output<typeof erasing>

/** Minutes that the erasing of a disk may take. */
const LIMIT = 240

/** Has every disk erase itself, one after another, each recorded before it is asked for. */
export const wipeDisks: StepFunction = async (run) => {
  const { disks } = await run.driver.readInventory(run.bmc, run.deadline)
  if (disks === null) return done({ erased: [], note: 'This hardware has no disks to tell of.' })
  if ((await run.driver.readPower(run.bmc, run.deadline)) === 'off') {
    // Most disks can only be told while they have power.
    await run.driver.setPower(run.bmc, 'on', run.deadline)
    return waitFor(run.timing.retryMs / 1000, 'Waiting for the disks to have power')
  }
  const at = erasing.safeParse(run.step?.intent).data
  if (at !== undefined && at.disk !== null) return follow(run, disks, { ...at, disk: at.disk })
  const erased = at?.erased ?? []
  const next = disks.find(({ name }) => !erased.includes(name))
  return next === undefined ? done({ erased }) : erase(run, next, erased)
}

async function erase(run: JobRun, disk: Disk, erased: readonly string[]): Promise<Verdict> {
  const tasks = await run.driver.listTasks(run.bmc, run.deadline)
  const since = run.keeper.clock().toISOString()
  await run.recordIntent({ erased: [...erased], disk: disk.name, since, tasks } satisfies Erasing)
  const { task, pollAfterMs } = await run.driver.startErase(run.bmc, disk, run.deadline)
  await run.recordTask(task ?? '')
  return waitFor(pollAfterMs / 1000, inWords(disk.name))
}

async function follow(run: JobRun, disks: readonly Disk[], at: Erasing & { disk: string }): Promise<Verdict> {
  const words = inWords(at.disk)
  const since = new Date(at.since)
  const known = run.step?.task ?? null
  if (known === null) {
    const begun = await taskBegun(run, { before: at.tasks, at: since, words })
    const disk = disks.find(({ name }) => name === at.disk)
    if (begun === null && disk === undefined) return failBecause(`${words}: the disk is not there any more.`)
    if (begun === null && disk !== undefined) return erase(run, disk, at.erased)
    if (typeof begun !== 'string') return begun ?? failBecause(words)
    await run.recordTask(begun)
    return waitFor(0, words)
  }
  const { state, error, percent } =
    known === '' ? { state: 'done' as const } : await run.driver.readTask(run.bmc, known, run.deadline)
  if (state === 'running') {
    if (run.isPast(since, LIMIT * run.timing.minuteMs))
      return failBecause(`${words} has not ended after ${LIMIT} minutes.`)
    return waitFor(run.timing.retryMs / 1000, percent === undefined ? words : `${words}: ${percent} %`)
  }
  if (state === 'failed') return failBecause(`${words} failed: ${error ?? 'the hardware gave no reason'}`)
  if (state === 'unknown')
    return failBecause(
      `${words}: the BMC has forgotten how it ended, so nothing proves that the data is gone. Try again.`,
    )
  await run.recordIntent({ ...at, erased: [...at.erased, at.disk], disk: null })
  return waitFor(0, words)
}

function inWords(disk: string): string {
  return `Erasing ${disk}`
}
