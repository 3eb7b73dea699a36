import { setTimeout as sleep } from 'node:timers/promises'
import { endBmcLease } from '@/lib/services/provisioning/end-bmc-lease'
import { leaseBmc } from '@/lib/services/provisioning/lease-bmc'
import { bmcOf } from './bmc-of'
import { type Bmc, type Deadline, type HardwareDriver, HardwareError } from './hardware-driver'
import type { Runner } from './run-job'

type Reached = Parameters<typeof bmcOf>[0] & { id: number; bmcDriver: 'simulated' | 'redfish' }

const LOOK_AGAIN_MS = 200

/**
 * Talks to a BMC for what is no job: nobody else does meanwhile, on any worker. Throws `HardwareError`: busy while a job
 * runs there, or somebody else is at it for longer than a call may take.
 */
export async function withBmc<T>(
  { ctx, timing, driverFor }: Runner,
  server: Reached,
  work: (driver: HardwareDriver, bmc: Bmc, deadline: Deadline) => Promise<T>,
): Promise<T> {
  const patience = performance.now() + timing.callMs
  // The right is there until after the deadline of any call that is made under it.
  const lease = () => leaseBmc(ctx, { serverId: server.id, ms: timing.patienceMs + timing.callMs })
  let until = await lease()
  while (until === null) {
    if (performance.now() > patience) throw new HardwareError('busy', 'a job or another command is at it.')
    await sleep(LOOK_AGAIN_MS)
    until = await lease()
  }
  const end = Date.now() + timing.patienceMs
  const deadline: Deadline = { getTime: () => Math.min(end, Date.now() + timing.callMs) }
  try {
    const driver = driverFor(server.bmcDriver)
    const bmc = bmcOf(server)
    try {
      return await work(driver, bmc, deadline)
    } finally {
      await driver.leave(bmc, deadline)
    }
  } finally {
    await endBmcLease(ctx, { serverId: server.id, until })
  }
}
