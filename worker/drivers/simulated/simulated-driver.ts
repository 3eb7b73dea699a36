import type { HardwareDriver } from '../../hardware-driver'

/**
 * Hardware that is not there: it answers at once, has nothing to tell, and says yes to everything. For trying the product
 * without a machine, and for measuring what everything but the hardware costs. `npm run bmc-simulator` has more to it.
 */
export class SimulatedDriver implements HardwareDriver {
  private readonly on = new Set<string>()

  async identify() {
    return { serial: null, product: null }
  }

  async readInventory() {
    return { cpuCores: null, ramGb: null, disks: null }
  }

  async readFirmware() {
    return null
  }

  async listTasks() {
    return []
  }

  async readTask() {
    return { state: 'done' as const }
  }

  async startFlash() {
    return { task: 'flash', pollAfterMs: 0 }
  }

  async startErase() {
    return { task: 'erase', pollAfterMs: 0 }
  }

  async setBoot() {
    return { deliversAddress: false }
  }

  async restoreBoot() {}

  async readPower({ address }: { address: string }) {
    return this.on.has(address) ? ('on' as const) : ('off' as const)
  }

  async setPower({ address }: { address: string }, action: 'on' | 'off' | 'reset') {
    if (action === 'off') this.on.delete(address)
    else this.on.add(address)
    return action === 'off' ? ('off' as const) : ('on' as const)
  }

  async readProblems() {
    return []
  }

  async leave() {}

  async close() {}
}
