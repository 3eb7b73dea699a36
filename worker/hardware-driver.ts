import type { BmcTls } from '@/lib/contracts/inventory/server'
import type { ComponentVersion } from '@/lib/domain/firmware/firmware-plan'

/** How a BMC is reached. Credentials only where the server has them. Without `tls`: as any https address is. */
export interface Bmc {
  address: string
  username?: string
  password?: string
  tls?: BmcTls
}

/**
 * Until when something may be sent, by this process's clock; asked anew before each request, so that what takes many goes on
 * for as long as its right to the BMC is renewed.
 */
export type Deadline = Pick<Date, 'getTime'>

export interface BmcIdentity {
  /** Serial number of the server it stands in; null where it does not say. */
  serial: string | null
  product: string | null
}

export interface Disk {
  /** What it is called when it is erased; empty where it can't be. */
  id: string
  name: string
  /** 10^9 bytes. */
  gb: number
}

/** What is built in, as the BMC counts it; null: it does not tell. RAM in GB of 2^30 bytes. */
export interface Inventory {
  cpuCores: number | null
  ramGb: number | null
  disks: Disk[] | null
}

/** What is flashed, and where the BMC can fetch it. */
export interface FirmwareImage extends ComponentVersion {
  address: string | null
}

/** What the next start takes instead of the disks: a disc's image in the BMC, or an image over the network. */
export interface BootFrom {
  method: 'media' | 'network'
  address: string | null
}

/** What the next start will do. `deliversAddress`: the image that stands at the address is what is started. */
export interface BootSet {
  deliversAddress: boolean
}

/** Long work of the hardware's own, which goes on whether or not anyone watches. */
export interface HardwareTask {
  /** unknown: the hardware knows no such task any more. */
  state: 'running' | 'done' | 'failed' | 'unknown'
  percent?: number | undefined
  /** In the hardware's words. */
  error?: string | undefined
}

/** `task`: how it is followed; null where the hardware gives nothing to follow. `pollAfterMs`: when it is worth a look. */
export interface Started {
  task: string | null
  pollAfterMs: number
}

/**
 * Why a call had no answer that counts. unreachable: nothing answered in time, it may later. busy: another task runs.
 * late: the deadline had passed, so nothing was done. refused: the hardware said no, in its words.
 */
export class HardwareError extends Error {
  constructor(
    readonly kind: 'unreachable' | 'busy' | 'late' | 'refused',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
    this.name = 'HardwareError'
  }
}

/**
 * The port to a server's hardware; only the worker holds one, and never calls it inside a transaction.
 *
 * Each call takes a deadline before the end of the caller's right to the BMC, and sends nothing past it. What takes longer
 * than a call goes on by itself: before it is asked for, the caller records which tasks there are (`listTasks`), so that
 * whoever goes on after a crash can tell whether it was begun. Throws `HardwareError`.
 */
export interface HardwareDriver {
  identify(bmc: Bmc, deadline: Deadline): Promise<BmcIdentity>
  readInventory(bmc: Bmc, deadline: Deadline): Promise<Inventory>
  /** null: it has no firmware to tell of. */
  readFirmware(bmc: Bmc, deadline: Deadline): Promise<ComponentVersion[] | null>
  /** Ids of the tasks that it knows, running or ended, oldest first; null: it keeps none. */
  listTasks(bmc: Bmc, deadline: Deadline): Promise<string[] | null>
  readTask(bmc: Bmc, task: string, deadline: Deadline): Promise<HardwareTask>
  startFlash(bmc: Bmc, image: FirmwareImage, deadline: Deadline): Promise<Started>
  /** Destroys what is on the disk. */
  startErase(bmc: Bmc, disk: Disk, deadline: Deadline): Promise<Started>
  /** Has the next start come from there; asked again, it changes nothing. */
  setBoot(bmc: Bmc, boot: BootFrom, deadline: Deadline): Promise<BootSet>
  /** No disc in it, and no word of what it starts from, whoever put them there. */
  restoreBoot(bmc: Bmc, deadline: Deadline): Promise<void>
  readPower(bmc: Bmc, deadline: Deadline): Promise<'on' | 'off' | 'changing'>
  /** Returns the state that it then says it has. On or off already, it is left alone. */
  setPower(bmc: Bmc, action: 'on' | 'off' | 'reset', deadline: Deadline): Promise<'on' | 'off'>
  /** What is wrong, in words; empty when it is well. */
  readProblems(bmc: Bmc, deadline: Deadline): Promise<string[]>
  /** The caller is done with it: its session is ended. null: its right to the BMC is over, so that not even that is said. */
  leave(bmc: Bmc, deadline: Deadline | null): Promise<void>
  close(): Promise<void>
}
