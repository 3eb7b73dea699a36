import type {
  Bmc,
  BmcIdentity,
  BootFrom,
  BootSet,
  Deadline,
  Disk,
  FirmwareImage,
  HardwareDriver,
  HardwareTask,
  Inventory,
  Started,
} from '../../hardware-driver'
import { HardwareError } from '../../hardware-driver'
import { RedfishClient } from './redfish-client'
import { startErase } from './redfish-erase'
import { RedfishMachine } from './redfish-machine'
import { readProgress, startedBy, startUpdate } from './redfish-update'

interface Open {
  client: RedfishClient
  machine: RedfishMachine
}

/** Servers whose BMCs speak Redfish. One connection and one session a BMC, from the first call until the caller leaves. */
export class RedfishDriver implements HardwareDriver {
  private readonly opened = new Map<string, Open>()
  private readonly callMs: number

  /** @param callMs how long ending a session may take */
  constructor(callMs: number) {
    this.callMs = callMs
  }

  async identify(bmc: Bmc, deadline: Deadline): Promise<BmcIdentity> {
    return this.open(bmc).machine.identify(deadline)
  }

  async readInventory(bmc: Bmc, deadline: Deadline): Promise<Inventory> {
    return this.open(bmc).machine.readInventory(deadline)
  }

  async readFirmware(bmc: Bmc, deadline: Deadline) {
    const items = await this.open(bmc).machine.readFirmware(deadline)
    return items.map(({ component, version }) => ({ component, version }))
  }

  async listTasks(bmc: Bmc, deadline: Deadline): Promise<string[] | null> {
    return this.open(bmc).machine.listTasks(deadline)
  }

  async readTask(bmc: Bmc, task: string, deadline: Deadline): Promise<HardwareTask> {
    return readProgress(this.open(bmc).client, task, deadline)
  }

  async startFlash(bmc: Bmc, image: FirmwareImage, deadline: Deadline): Promise<Started> {
    const { client, machine } = this.open(bmc)
    const { component, version, address } = image
    if (address === null) {
      throw new HardwareError(
        'refused',
        `nobody has said where the image of ${component} ${version} lies: the path has no address.`,
      )
    }
    const items = await machine.readFirmware(deadline)
    const item = items.find((found) => found.component.toLowerCase() === component.toLowerCase())
    const targets = item?.path === undefined ? [] : [item.path]
    return startUpdate(client, await machine.updateService(deadline), { address, targets }, deadline)
  }

  async startErase(bmc: Bmc, disk: Disk, deadline: Deadline): Promise<Started> {
    return startedBy(await startErase(this.open(bmc).client, disk, deadline))
  }

  async setBoot(bmc: Bmc, { method, address }: BootFrom, deadline: Deadline): Promise<BootSet> {
    const { machine } = this.open(bmc)
    if (method === 'network') return { deliversAddress: await machine.bootFromNetwork(address, deadline) }
    if (address === null)
      throw new HardwareError('refused', 'the image has no address from which it could be put in as a disc.')
    await machine.bootFromDisc(address, deadline)
    return { deliversAddress: true }
  }

  async restoreBoot(bmc: Bmc, deadline: Deadline): Promise<void> {
    await this.open(bmc).machine.restoreBoot(deadline)
  }

  async readPower(bmc: Bmc, deadline: Deadline) {
    return this.open(bmc).machine.readPower(deadline)
  }

  async setPower(bmc: Bmc, action: 'on' | 'off' | 'reset', deadline: Deadline) {
    return this.open(bmc).machine.setPower(action, deadline)
  }

  async readProblems(bmc: Bmc, deadline: Deadline): Promise<string[]> {
    return this.open(bmc).machine.readProblems(deadline)
  }

  async leave(bmc: Bmc, deadline: Deadline | null): Promise<void> {
    const key = keyOf(bmc)
    const open = this.opened.get(key)
    this.opened.delete(key)
    if (deadline === null) open?.client.drop()
    else await open?.client.close(deadline)
  }

  async close(): Promise<void> {
    const deadline = new Date(Date.now() + this.callMs)
    const all = [...this.opened.values()]
    this.opened.clear()
    await Promise.all(all.map(({ client }) => client.close(deadline)))
  }

  private open(bmc: Bmc): Open {
    const key = keyOf(bmc)
    const known = this.opened.get(key)
    if (known !== undefined) return known
    const client = new RedfishClient(bmc)
    const open = { client, machine: new RedfishMachine(client) }
    this.opened.set(key, open)
    return open
  }
}

function keyOf(bmc: Bmc): string {
  return JSON.stringify([bmc.address, bmc.username, bmc.password, bmc.tls])
}
