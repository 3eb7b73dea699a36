import { readPowerTarget } from '@/lib/services/provisioning/read-power-target'
import { recordPower } from '@/lib/services/provisioning/record-power'
import { HardwareError } from './hardware-driver'
import type { Runner } from './run-job'
import { withBmc } from './with-bmc'

export interface PowerCommand {
  serverId: number
  action: 'on' | 'off' | 'reset'
  requestedBy: string
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
    const power = await withBmc(runner, { ...target, id: command.serverId }, (driver, bmc, deadline) =>
      driver.setPower(bmc, command.action, deadline),
    )
    await recordPower(runner.ctx, { ...command, power })
  } catch (error) {
    if (!(error instanceof HardwareError)) throw error
    await recordPower(runner.ctx, { ...command, error: `The BMC at ${target.bmcAddress}: ${error.message}` })
  }
}
