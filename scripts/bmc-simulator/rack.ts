import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'
import { FAULTS, type SimulatedMachine } from './machine'
import { BmcService, bodyOf, type Credentials } from './service'

const faultList = z.array(z.enum(FAULTS))
const BELOW = /^\/machines\/([^/]+)(\/.*)?$/

/**
 * Many machines behind one port: each one's BMC below `/machines/{name}`, and for whoever runs them what they did
 * (`GET /machines`, `GET /machines/{name}`) and their faults (`PUT /machines/{name}/faults ["hang"]`, from now on).
 */
export class SimulatedRack {
  private readonly credentials: Credentials
  private readonly make: (name: string) => Promise<SimulatedMachine | null>
  private readonly services = new Map<string, Promise<BmcService | null>>()
  private readonly server: Server

  /** @param make a machine that is asked for the first time; null where there is none of this name */
  constructor(credentials: Credentials, make: (name: string) => Promise<SimulatedMachine | null>) {
    this.credentials = credentials
    this.make = make
    this.server = createServer((request, response) => {
      this.handle(request, response).catch((error: unknown) => {
        console.error(error)
        response.destroy()
      })
    })
  }

  /** Returns the address below which the machines are. Port 0: any that is free. */
  async listen(host: string, port: number): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject)
      this.server.listen(port, host, resolve)
    })
    return `http://${host}:${(this.server.address() as AddressInfo).port}/machines`
  }

  async close(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }

  /** Null where there is none of this name. */
  async machine(name: string): Promise<SimulatedMachine | null> {
    return (await this.service(name))?.machine ?? null
  }

  private service(name: string): Promise<BmcService | null> {
    const known = this.services.get(name)
    if (known !== undefined) return known
    const made = this.make(name).then((machine) => {
      // One that is not there now may be there at the next look.
      if (machine === null) this.services.delete(name)
      return machine && new BmcService(machine, this.credentials, `/machines/${encodeURIComponent(name)}`)
    })
    this.services.set(name, made)
    made.catch(() => this.services.delete(name))
    return made
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const answer = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    const path = (request.url ?? '').split('?')[0]?.replace(/\/+$/, '') ?? ''
    if (request.method === 'GET' && path === '/machines') return void answer(200, await this.all())
    const [, encoded, rest = ''] = BELOW.exec(path) ?? []
    const name = encoded === undefined ? '' : decodeURIComponent(encoded)
    const service = encoded === undefined ? null : await this.service(name)
    if (service === null) return void answer(404, { detail: 'GET /machines, PUT /machines/{name}/faults' })
    if (rest.startsWith('/redfish')) return service.handle(request, response)
    if (request.method === 'GET' && rest === '') return void answer(200, shown(name, service.machine))
    if (request.method !== 'PUT' || rest !== '/faults') return void answer(404, { detail: 'There is nothing here.' })
    const given = faultList.safeParse(await bodyOf(request))
    if (!given.success) return void answer(400, { detail: `A list of these: ${FAULTS.join(', ')}` })
    const { faults } = service.machine
    faults.clear()
    for (const fault of given.data) faults.add(fault)
    answer(200, shown(name, service.machine))
  }

  private async all(): Promise<object[]> {
    const machines = [...this.services].map(async ([name, made]) => ({ name, service: await made }))
    return (await Promise.all(machines)).flatMap(({ name, service }) => (service ? [shown(name, service.machine)] : []))
  }
}

function shown(name: string, machine: SimulatedMachine): object {
  machine.catchUp()
  const { hardware, powerState, faults, media, contents, log } = machine
  const { serial, model, firmware } = hardware
  const disc = media.image?.split('?')[0] ?? null
  return { name, serial, model, powerState, firmware, faults: [...faults], disc, contents, log }
}
