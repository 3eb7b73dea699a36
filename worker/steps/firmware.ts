import { z } from 'zod'
import type { ComponentVersion } from '@/lib/domain/firmware/firmware-plan'
import { sameComponent } from '@/lib/domain/firmware/upgrade-graph'
import { sameVersion } from '@/lib/domain/firmware/version-compare'
import { done, failBecause, type Verdict, waitFor } from '@/lib/domain/provisioning/steps'
import type { HardwareTask } from '../hardware-driver'
import type { JobRun } from '../job-run'
import { restart } from './restart'
import type { StepFunction } from './step-function'
import { taskBegun } from './task-begun'

type Hop = JobRun['job']['hops'][number]

const NEXT = waitFor(0, 'The next flash')
const intent = z.object({ tasks: z.array(z.string()).nullable() })
const half = z.enum(['off', 'on'])
/** Minutes that a flash may take: so many times its estimate, and never fewer than these. */
const OVER_ESTIMATE = 3
const LEAST_LIMIT = 15
/** Minutes until the new version has to be read: after a restart with its self-test, and without. */
const AFTER_RESTART = 15
const AFTER_FLASH = 2

/**
 * The chain of flashes, one group a round: planned once from what the BMC says, each flash recorded before it is asked
 * for, and read back after it. Between groups the job may be cancelled or handed on; inside one it may not.
 */
export const firmware: StepFunction = async (run) => {
  if (run.job.firmwarePlan === null) {
    const versions = await run.driver.readFirmware(run.bmc, run.deadline)
    if (versions === null) return done({ note: 'This hardware has no firmware to tell of.' })
    const plan = await run.planFirmware(versions)
    return plan.ok ? NEXT : failBecause(plan.words, { failures: plan.failures })
  }
  const open = run.job.hops.find(({ status }) => status === 'PENDING' || status === 'RUNNING')
  if (open === undefined) return done({ hops: run.job.hops.filter(({ status }) => status === 'SUCCESS').length })
  const hops = run.job.hops.filter(({ group }) => group === open.group)
  if (hops.every(({ status }) => status === 'PENDING')) {
    const ready = await look(run, hops)
    if (ready !== null) return ready
  }
  const hop = hops.find(({ flashedAt }) => flashedAt === null)
  if (hop === undefined) return verify(run, hops)
  return hop.status === 'PENDING' ? flash(run, hop) : follow(run, hop)
}

/** Before a group is begun: is it still what was planned? null: it is. */
async function look(run: JobRun, hops: readonly Hop[]): Promise<Verdict | null> {
  const versions = (await run.driver.readFirmware(run.bmc, run.deadline)) ?? []
  if (hops.every((hop) => isAt(versions, hop, hop.to))) {
    await run.finishHops(hops[0]?.group ?? 0, versionsOf(versions, hops))
    return NEXT
  }
  const strange = hops.find((hop) => !isAt(versions, hop, hop.from) && !isAt(versions, hop, hop.to))
  if (strange === undefined) return null
  return failBecause(
    `${strange.component}: the BMC reads ${readOf(versions, strange)}, though ${strange.from} was there when the chain was planned.`,
  )
}

async function flash(run: JobRun, hop: Hop): Promise<Verdict> {
  await run.startHop(hop.position, await run.driver.listTasks(run.bmc, run.deadline))
  const image = { component: hop.component, version: hop.to, address: hop.address }
  const { task, pollAfterMs } = await run.driver.startFlash(run.bmc, image, run.deadline)
  await run.recordFlash([hop.position], { task: task ?? '' })
  return waitFor(pollAfterMs / 1000, inWords(hop))
}

/** Its flash was asked for, perhaps by a worker that is gone: look for the task, then at the version. */
async function follow(run: JobRun, hop: Hop): Promise<Verdict> {
  if (hop.task === null) {
    const before = intent.safeParse(hop.intent).data?.tasks ?? null
    const begun = await taskBegun(run, { before, at: hop.startedAt, words: inWords(hop) })
    if (begun === null) return flash(run, hop)
    if (typeof begun !== 'string') return begun
    await run.recordFlash([hop.position], { task: begun })
    return NEXT
  }
  const { state, percent, error } = await progressOf(run, hop)
  if (state === 'failed') return failBecause(`${inWords(hop)} failed: ${error ?? 'the hardware gave no reason'}`)
  if (state === 'done') {
    await run.recordFlash([hop.position], { flashed: true })
    return NEXT
  }
  const limit = limitOf(hop)
  if (run.isPast(hop.startedAt, limit * run.timing.minuteMs)) {
    return failBecause(
      `${inWords(hop)} has not ended after ${limit} minutes. It may still run: look at the BMC before it is tried again.`,
    )
  }
  const words = percent === undefined ? inWords(hop) : `${inWords(hop)}: ${percent} %`
  return waitFor(run.timing.retryMs / 1000, words)
}

/** By its task; where there is none, or the BMC has forgotten it, by the version. */
async function progressOf(run: JobRun, hop: Hop): Promise<HardwareTask> {
  if (hop.task !== null && hop.task !== '') {
    const task = await run.driver.readTask(run.bmc, hop.task, run.deadline)
    if (task.state !== 'unknown') return task
  }
  const versions = (await run.driver.readFirmware(run.bmc, run.deadline)) ?? []
  // A version that shows after a restart only leaves nothing but time to go by: switched off too early, it is bricked.
  const mustBeOver = hop.reboot && run.isPast(hop.startedAt, limitOf(hop) * run.timing.minuteMs)
  return { state: mustBeOver || isAt(versions, hop, hop.to) ? 'done' : 'running' }
}

function limitOf({ minutes }: Hop): number {
  return Math.max(LEAST_LIMIT, (minutes ?? 0) * OVER_ESTIMATE)
}

/** All of the group is flashed: restarted where that is needed, the versions are read back and compared. */
async function verify(run: JobRun, hops: readonly Hop[]): Promise<Verdict> {
  const versions = (await run.driver.readFirmware(run.bmc, run.deadline)) ?? []
  const missed = hops.find((hop) => !isAt(versions, hop, hop.to))
  if (missed === undefined) {
    await run.finishHops(hops[0]?.group ?? 0, versionsOf(versions, hops))
    return NEXT
  }
  const positions = hops.map(({ position }) => position)
  const needed = hops.some(({ reboot }) => reboot)
  if (needed) {
    const asked = half.safeParse(hops[0]?.restart).data ?? null
    const record = (restarted: 'off' | 'on') => run.recordFlash(positions, { restart: restarted })
    const going = await restart(run, asked, record, `${inWords(missed)}: restarting`)
    if (going !== null) return going
  }
  const minutes = needed ? AFTER_RESTART : AFTER_FLASH
  const since = hops
    .map(({ flashedAt }) => flashedAt)
    .reduce((a, b) => ((a?.getTime() ?? 0) > (b?.getTime() ?? 0) ? a : b))
  const read = readOf(versions, missed)
  if (!run.isPast(since, minutes * run.timing.minuteMs))
    return waitFor(run.timing.retryMs / 1000, `${inWords(missed)}: it still reads ${read}`)
  return failBecause(
    `${missed.component}: flashed from ${missed.from} to ${missed.to}, but the BMC reads ${read}${needed ? ' after the restart' : ''}.`,
  )
}

function isAt(versions: readonly ComponentVersion[], hop: Hop, version: string): boolean {
  return versions.some((entry) => sameComponent(entry.component, hop.component) && sameVersion(entry.version, version))
}

function readOf(versions: readonly ComponentVersion[], hop: Hop): string {
  return versions.find((entry) => sameComponent(entry.component, hop.component))?.version ?? 'nothing'
}

function versionsOf(versions: readonly ComponentVersion[], hops: readonly Hop[]): ComponentVersion[] {
  return versions.filter((entry) => hops.some((hop) => sameComponent(hop.component, entry.component)))
}

function inWords({ component, from, to }: Hop): string {
  return `Flashing ${component} ${from} → ${to}`
}
