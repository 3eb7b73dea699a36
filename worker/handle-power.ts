import { readPowerTarget } from '@/lib/services/provisioning/read-power-target'
import { recordPower } from '@/lib/services/provisioning/record-power'
import { type Bmc, type Deadline, type HardwareDriver, HardwareError } from './hardware-driver'
import type { Runner } from './run-job'
import { withBmc } from './with-bmc'

export interface PowerCommand {
  serverId: number
  action: 'on' | 'off' | 'reset'
  requestedBy: string
}

/** A task that runs would be found among the last. */
const LATEST = 3

/** A flash may outlive its job, which gave it up: a server that loses power in the middle of it is bricked. */
async function refuseWhileItWorks(driver: HardwareDriver, bmc: Bmc, deadline: Deadline): Promise<void> {
  const tasks = (await driver.listTasks(bmc, deadline)) ?? []
  for (const task of tasks.slice(-LATEST)) {
    const { state } = await driver.readTask(bmc, task, deadline)
    if (state === 'running')
      throw new HardwareError('busy', 'it is at work on a task, perhaps a flash, that power would break off.')
  }
}

/** Tells a BMC, and records what it answered. A server that is being provisioned by now is left alone. */
export async function handlePower(runner: Runner, command: PowerCommand): Promise<void> {
  const target = await readPowerTarget(runner.ctx, command)
  if (target === null) return
  if (target.state === 'PROVISIONING') {
    await recordPower(runner.ctx, { ...command, error: 'It is being provisioned by now: its job has its power.' })
    return
  }
  try {
    const power = await withBmc(runner, { ...target, id: command.serverId }, async (driver, bmc, deadline) => {
      if (command.action !== 'on') await refuseWhileItWorks(driver, bmc, deadline)
      return driver.setPower(bmc, command.action, deadline)
    })
    await recordPower(runner.ctx, { ...command, power })
  } catch (error) {
    if (!(error instanceof HardwareError)) throw error
    await recordPower(runner.ctx, { ...command, error: `The BMC at ${target.bmcAddress}: ${error.message}` })
  }
}
