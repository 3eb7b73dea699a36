import pg from 'pg'
import { bornFromRecords } from '@/scripts/bmc-simulator/born-from-records'
import { type Durations, type Fault, SimulatedMachine } from '@/scripts/bmc-simulator/machine'
import { SimulatedRack } from '@/scripts/bmc-simulator/rack'
import type { Prisma } from '../db/generated/client'
import { sealPassword } from '../db/sealed-password'

const CREDENTIALS = { username: 'root', password: 'calvin' }

export interface Effect {
  barcode: string
  what: string
}

/** BMCs of a test world's servers, that answer over HTTP: each machine is as its server's records say at its first call. */
export interface SimulatedHardware {
  /** The columns of a server whose BMC is one of these. */
  bmcOf(barcode: string): Pick<Prisma.ServerUncheckedCreateInput, 'bmcAddress' | 'bmcUsername' | 'bmcPassword'> & {
    bmcDriver: 'redfish'
  }
  machine(barcode: string): Promise<SimulatedMachine>
  /** [] mends it. */
  setFaults(barcode: string, faults: readonly Fault[]): Promise<void>
  /** Milliseconds a flash; the rest in proportion. */
  setPace(ms: number): void
  /** What really happened, in order: flashes and erasures begun, discs put in, images installed. */
  effects(barcodes: readonly string[]): Promise<Effect[]>
  /** How many of them heard from a session after another one had followed it. */
  spokenToByTwo(barcodes: readonly string[]): Promise<number>
  close(): Promise<void>
}

export async function simulatedHardware(databaseUrl: string, paceMs = 5): Promise<SimulatedHardware> {
  const durations: Durations = { update: 0, powerOn: 0, shutdown: 0, install: 0, erase: 0, slow: 60 }
  const setPace = (ms: number) => {
    Object.assign(durations, { update: ms, powerOn: ms / 2, shutdown: ms / 4, install: ms * 2, erase: ms })
  }
  setPace(paceMs)
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 })
  // A test may stop the database: an idle connection that breaks says nothing of the next birth, which opens another.
  pool.on('error', () => undefined)
  const rack = new SimulatedRack(CREDENTIALS, async (name) => {
    const hardware = await bornFromRecords(pool, name)
    return hardware && new SimulatedMachine(hardware, durations)
  })
  const address = await rack.listen('127.0.0.1', 0)
  const machine = async (barcode: string) => {
    const found = await rack.machine(barcode)
    if (found === null) throw new Error(`There is no machine for ${barcode}`)
    found.catchUp()
    return found
  }
  return {
    bmcOf: (barcode) => ({
      bmcDriver: 'redfish',
      bmcAddress: `${address}/${barcode}`,
      bmcUsername: CREDENTIALS.username,
      bmcPassword: sealPassword(CREDENTIALS.password, barcode),
    }),
    machine,
    setPace,
    setFaults: async (barcode, faults) => {
      const { faults: set } = await machine(barcode)
      set.clear()
      for (const fault of faults) set.add(fault)
    },
    effects: async (barcodes) => {
      const logs = await Promise.all(
        barcodes.map(async (barcode) => (await machine(barcode)).log.map((entry) => ({ barcode, ...entry }))),
      )
      return logs
        .flat()
        .filter(({ what }) => /^(flash|erase) .* begins$|^disc in|^installed/.test(what))
        .map(({ barcode, what }) => ({ barcode, what }))
    },
    spokenToByTwo: async (barcodes) => {
      const machines = await Promise.all(barcodes.map(machine))
      return machines.filter(({ log }) => log.some(({ what }) => what === 'spoken to by two at once')).length
    },
    close: async () => {
      await rack.close()
      await pool.end()
    },
  }
}
