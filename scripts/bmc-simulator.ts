/**
 * `npm run bmc-simulator -- --servers N [--port 8100] [--host 127.0.0.1] [--username root] [--password calvin]
 * [--update-seconds 20] [--power-on-seconds 10] [--shutdown-seconds 3] [--install-seconds 30] [--erase-seconds 10]`: N simulated
 * BMCs that speak Redfish over HTTP, each on a port of its own after the first, and all of them below the first:
 *
 *   /machines/{n}/redfish/v1             the BMC
 *   GET /machines                        what each machine is and did: serial number, power, firmware, faults, log
 *   PUT /machines/{n}/faults  ["hang"]   from now on
 *
 * With `--records` and DATABASE_URL there are, instead of N, the servers of the product's database, by their barcodes.
 */
import { parseArgs } from 'node:util'
import pg from 'pg'
import { databaseUrl } from '@/lib/env/env'
import { bornFromRecords } from './bmc-simulator/born-from-records'
import { type Hardware, SimulatedMachine } from './bmc-simulator/machine'
import { SimulatedRack } from './bmc-simulator/rack'
import { BmcService } from './bmc-simulator/service'

const { values } = parseArgs({
  options: {
    servers: { type: 'string', default: '1' },
    port: { type: 'string', default: '8100' },
    host: { type: 'string', default: '127.0.0.1' },
    username: { type: 'string', default: 'root' },
    password: { type: 'string', default: 'calvin' },
    'update-seconds': { type: 'string', default: '20' },
    'power-on-seconds': { type: 'string', default: '10' },
    'shutdown-seconds': { type: 'string', default: '3' },
    'install-seconds': { type: 'string', default: '30' },
    'erase-seconds': { type: 'string', default: '10' },
    records: { type: 'boolean', default: false },
  },
})
const number = (name: keyof typeof values, least: number, most: number): number => {
  const value = Number(values[name])
  if (!Number.isFinite(value) || value < least || value > most) {
    console.error(`--${name} is ${values[name]}; it wants a number from ${least} to ${most}`)
    process.exit(2)
  }
  return value
}
const servers = number('servers', 1, 5_000)
const port = number('port', 1, 65_535 - servers)
const seconds = (name: keyof typeof values) => number(name, 0, 86_400) * 1000
const durations = {
  update: seconds('update-seconds'),
  powerOn: seconds('power-on-seconds'),
  shutdown: seconds('shutdown-seconds'),
  install: seconds('install-seconds'),
  erase: seconds('erase-seconds'),
  slow: 3_000,
}
const { host, username, password, records } = values

const KINDS: readonly Omit<Hardware, 'serial'>[] = [
  {
    manufacturer: 'HPE',
    model: 'ProLiant DL360 Gen10',
    ...{ processors: 2, coresEach: 20, dimms: 12, gibEach: 32 },
    drives: [drive(0, 3840), drive(1, 3840)],
    firmware: [
      { name: 'iLO 5', version: '2.44' },
      { name: 'System ROM', version: 'U32 v2.40' },
    ],
  },
  {
    manufacturer: 'Dell Inc.',
    model: 'PowerEdge R640',
    ...{ processors: 2, coresEach: 16, dimms: 12, gibEach: 16 },
    drives: [drive(0, 1920)],
    firmware: [
      { name: 'BIOS', version: '2.9.3' },
      { name: 'Integrated Dell Remote Access Controller', version: '4.40.00.00' },
    ],
  },
]

function drive(bay: number, gb: number): { name: string; bytes: number } {
  return { name: `NVMe SSD in bay ${bay}`, bytes: gb * 1e9 }
}

const fixed = new Map<string, SimulatedMachine>()
for (let n = 1; n <= (records ? 0 : servers); n++) {
  const [kind = KINDS[0]] = KINDS.slice((n - 1) % KINDS.length)
  if (kind === undefined) throw new Error('There is no kind of machine')
  const serial = `SIM${String(n).padStart(6, '0')}`
  fixed.set(String(n), new SimulatedMachine({ ...kind, serial }, durations))
}

const pool = records ? new pg.Pool({ connectionString: databaseUrl(), max: 2 }) : null
pool?.on('error', (error) => console.error(error.message))
const rack = new SimulatedRack({ username, password }, async (name) => {
  if (pool === null) return fixed.get(name) ?? null
  const hardware = await bornFromRecords(pool, name)
  return hardware && new SimulatedMachine(hardware, durations)
})
const address = await rack.listen(host, port)
const services: BmcService[] = []
for (const [name, machine] of fixed) {
  // Known to the rack first, so that it shows every machine; its BMC is then reached in both ways.
  await rack.machine(name)
  const service = new BmcService(machine, { username, password })
  await service.listen(host, port + Number(name))
  services.push(service)
}

if (records) console.log(`Simulated BMCs for the servers of the database: ${address}/{barcode}, user ${username}`)
else {
  const last = `http://${host}:${port + servers}`
  console.log(
    `${servers} simulated BMCs: http://${host}:${port + 1} to ${last}, user ${username}, password ${password}`,
  )
}
console.log(`What they did, and faults: ${address}`)
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    Promise.all([rack.close(), pool?.end(), ...services.map((service) => service.close())]).then(
      () => process.exit(0),
      () => process.exit(1),
    )
  })
}
