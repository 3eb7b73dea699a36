import type { ComponentVersion } from '@/lib/domain/firmware/firmware-plan'

/** How a BMC is reached. Credentials only where the server has them. */
export interface Bmc {
  address: string
  username?: string
  password?: string
}

export interface BmcIdentity {
  /** Serial number of the chassis it stands in. */
  serial: string
  product: string
}

/** What is built in, as the BMC counts it. RAM in GB of 2^30 bytes, disks in GB of 10^9. */
export interface Inventory {
  serial: string
  product: string
  cpuCores: number
  ramGb: number
  /** null: the BMC does not tell of disks. */
  disks: { name: string; gb: number }[] | null
}

export interface Image {
  slug: string
  address: string | null
  sha256: string | null
}

export type TaskKind = 'flash' | 'install' | 'wipe'

/** Long work of the hardware's own, which goes on whether or not anyone watches. */
export interface HardwareTask {
  id: string
  state: 'running' | 'done' | 'failed'
  /** In the hardware's words. */
  error?: string
  /** When it is worth looking again. */
  pollAfterMs: number
}

/** What the disks hold: the image and the marker of who had it installed; null on blank disks. */
export type Disks = { image: string; marker: string } | null

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
 * Each call takes a deadline by the database's clock, before the caller's lease ends, and does nothing past it: neither
 * when it is called too late, nor when it was held up on its way. What changes something takes a marker as well, by which
 * it can be found again (`findTask`, `readDisks`). Throws `HardwareError`.
 */
export interface HardwareDriver {
  identify(bmc: Bmc, deadline: Date): Promise<BmcIdentity>
  readInventory(bmc: Bmc, deadline: Date): Promise<Inventory>
  readFirmware(bmc: Bmc, deadline: Date): Promise<ComponentVersion[]>
  /** Flashes all of them in one go. */
  startFlash(bmc: Bmc, images: readonly ComponentVersion[], marker: string, deadline: Date): Promise<HardwareTask>
  /** The image that the next start takes from the network; null: it starts from its disks. */
  readBoot(bmc: Bmc, deadline: Date): Promise<string | null>
  setBoot(bmc: Bmc, image: string | null, marker: string, deadline: Date): Promise<void>
  startInstall(bmc: Bmc, image: Image, marker: string, deadline: Date): Promise<HardwareTask>
  startWipe(bmc: Bmc, marker: string, deadline: Date): Promise<HardwareTask>
  readDisks(bmc: Bmc, deadline: Date): Promise<Disks>
  /** null: the hardware knows no such task any more. */
  readTask(bmc: Bmc, id: string, deadline: Date): Promise<HardwareTask | null>
  /** The latest task of this kind and marker, running or ended; null: it was never started. */
  findTask(bmc: Bmc, kind: TaskKind, marker: string, deadline: Date): Promise<HardwareTask | null>
  /** What is wrong, in words; empty when it is well. */
  readProblems(bmc: Bmc, deadline: Date): Promise<string[]>
  /** Returns the power state that follows. */
  setPower(bmc: Bmc, action: 'on' | 'off' | 'reset', marker: string, deadline: Date): Promise<'on' | 'off'>
  close(): Promise<void>
}
