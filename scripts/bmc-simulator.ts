/**
 * `npm run bmc-simulator -- --servers N [--port 8100] [--host 127.0.0.1] [--username root] [--password calvin]
 * [--update-seconds 20] [--power-on-seconds 10] [--shutdown-seconds 3]`: N simulated BMCs that speak Redfish over HTTP, on the
 * ports after the first, which is for whoever runs them:
 *
 *   GET /machines                        all of them: address, serial number, power, faults, and what each did
 *   PUT /machines/{n}/faults  ["hang"]   from now on
 */
import { createServer } from 'node:http'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { FAULTS, type Hardware, SimulatedMachine } from './bmc-simulator/machine'
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
}
const { host, username, password } = values

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

const running: { address: string; service: BmcService }[] = []
for (let n = 1; n <= servers; n++) {
  const [kind = KINDS[0]] = KINDS.slice((n - 1) % KINDS.length)
  if (kind === undefined) throw new Error('There is no kind of machine')
  const machine = new SimulatedMachine({ ...kind, serial: `SIM${String(n).padStart(6, '0')}` }, durations)
  const service = new BmcService(machine, { username, password })
  running.push({ address: await service.listen(host, port + n), service })
}

const faultList = z.array(z.enum(FAULTS))
const control = createServer(async (request, response) => {
  const answer = (status: number, body: object) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  const [, n] = /^\/machines\/(\d+)\/faults$/.exec(request.url ?? '') ?? []
  if (request.method === 'GET' && request.url === '/machines') return answer(200, running.map(shown))
  const one = n === undefined ? undefined : running[Number(n) - 1]
  if (request.method !== 'PUT' || one === undefined)
    return answer(404, { detail: 'GET /machines, PUT /machines/{n}/faults' })
  const parts: Buffer[] = []
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
  const given = faultList.safeParse(parsed(Buffer.concat(parts).toString('utf8')))
  if (!given.success) return answer(400, { detail: `A list of these: ${FAULTS.join(', ')}` })
  const { faults } = one.service.machine
  faults.clear()
  for (const fault of given.data) faults.add(fault)
  return answer(200, shown(one, Number(n) - 1))
})
await new Promise<void>((resolve, reject) => {
  control.once('error', reject)
  control.listen(port, host, resolve)
})

function shown({ address, service: { machine } }: (typeof running)[number], index: number): object {
  machine.catchUp()
  const { hardware, powerState, faults, media, log } = machine
  const { serial, model, firmware } = hardware
  return { n: index + 1, address, serial, model, powerState, firmware, faults: [...faults], disc: media.image, log }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not a list of faults, like any other thing that is none.
    return undefined
  }
}

const [first] = running
const last = running.at(-1)
console.log(`${servers} simulated BMCs: ${first?.address} to ${last?.address}, user ${username}, password ${password}`)
console.log(`What they did, and faults: http://${host}:${port}/machines`)
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    control.close()
    Promise.all(running.map(({ service }) => service.close())).then(
      () => process.exit(0),
      () => process.exit(1),
    )
  })
}
