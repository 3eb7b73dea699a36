import type { ComponentVersion } from '@/lib/domain/firmware/firmware-plan'
import { sameComponent } from '@/lib/domain/firmware/upgrade-graph'
import { sameVersion } from '@/lib/domain/firmware/version-compare'
import { done, failBecause, type Verdict, waitFor } from '@/lib/domain/provisioning/steps'
import type { JobRun } from '../job-run'
import type { StepFunction } from './step-function'

type Hop = JobRun['job']['hops'][number]

const NEXT = waitFor(0, 'The next flash')

/**
 * The chain of flashes, one group a round: planned once from what the BMC says, each flash recorded before it is asked
 * for, and read back after it. Between rounds the job may be cancelled or handed on; inside a flash it may not.
 */
export const firmware: StepFunction = async (run) => {
  if (run.job.firmwarePlan === null) {
    const plan = await run.planFirmware(await run.driver.readFirmware(run.bmc, run.deadline))
    return plan.ok ? NEXT : failBecause(plan.words, { failures: plan.failures })
  }
  const open = run.job.hops.find(({ status }) => status === 'PENDING' || status === 'RUNNING')
  if (open === undefined) return done({ hops: run.job.hops.filter(({ status }) => status === 'SUCCESS').length })
  const hops = run.job.hops.filter(({ group }) => group === open.group)
  return open.status === 'PENDING' ? begin(run, hops, open.group) : resume(run, hops, open.group)
}

async function begin(run: JobRun, hops: readonly Hop[], group: number): Promise<Verdict> {
  const versions = await run.driver.readFirmware(run.bmc, run.deadline)
  if (hops.every((hop) => isAt(versions, hop, hop.to))) {
    await run.finishHops(group, versionsOf(versions, hops))
    return NEXT
  }
  const strange = hops.find((hop) => !isAt(versions, hop, hop.from) && !isAt(versions, hop, hop.to))
  if (strange)
    return failBecause(
      `${strange.component}: the BMC reads ${readOf(versions, strange)}, though ${strange.from} was there when the chain was planned.`,
    )
  await run.startHops(group)
  return flash(run, hops, group)
}

async function flash(run: JobRun, hops: readonly Hop[], group: number): Promise<Verdict> {
  const images = hops.map(({ component, to }) => ({ component, version: to }))
  const task = await run.driver.startFlash(run.bmc, images, run.marker(`flash-${group}`), run.deadline)
  await run.recordFlash(group, task.id)
  return waitFor(task.pollAfterMs / 1000, inWords(hops))
}

/** Somebody, perhaps a worker that is gone, was about to flash: look for its task, then at the version. */
async function resume(run: JobRun, hops: readonly Hop[], group: number): Promise<Verdict> {
  const known = hops[0]?.task ?? null
  const task =
    known === null
      ? await run.driver.findTask(run.bmc, 'flash', run.marker(`flash-${group}`), run.deadline)
      : await run.driver.readTask(run.bmc, known, run.deadline)
  if (task !== null && known === null) await run.recordFlash(group, task.id)
  if (task?.state === 'running') return waitFor(task.pollAfterMs / 1000, inWords(hops))
  if (task?.state === 'failed')
    return failBecause(`${inWords(hops)} failed: ${task.error ?? 'the hardware gave no reason'}`)
  const versions = await run.driver.readFirmware(run.bmc, run.deadline)
  const missed = hops.find((hop) => !isAt(versions, hop, hop.to))
  if (missed === undefined) {
    await run.finishHops(group, versionsOf(versions, hops))
    return NEXT
  }
  if (task === null) return flash(run, hops, group)
  return failBecause(
    `${missed.component}: flashed from ${missed.from} to ${missed.to}, but the BMC reads ${readOf(versions, missed)}.`,
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

function inWords(hops: readonly Hop[]): string {
  return `Flashing ${hops.map(({ component, from, to }) => `${component} ${from} → ${to}`).join(', ')}`
}
