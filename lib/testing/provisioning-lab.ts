import type { Timing } from '@/worker/timing'
import { type TestWorld, testWorld } from './context'
import { type JobRunner, jobRunner } from './job-runner'
import { type SimulatedHardware, simulatedHardware } from './simulated-hardware'

/** A database, a worker's loop in this process, and hardware that answers over HTTP. */
export interface ProvisioningLab {
  world: TestWorld
  jobs: JobRunner
  hardware: SimulatedHardware
  close(): Promise<void>
}

/** @param timing see `jobRunner`; `paceMs`: milliseconds a flash */
export async function provisioningLab(
  options: { paceMs?: number; timing?: Partial<Timing> } = {},
): Promise<ProvisioningLab> {
  const world = await testWorld()
  const hardware = await simulatedHardware(world.url, options.paceMs)
  const jobs = jobRunner(world, options.timing)
  const close = async () => {
    await jobs.close()
    await hardware.close()
    await world.close()
  }
  return { world, jobs, hardware, close }
}
