import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { ROOT } from '../embedded-postgres'

let child: ChildProcess | undefined
afterEach(() => child?.kill('SIGKILL'))

/** The command as it is typed, with some free ports in a row as far as one can know. */
async function start(
  ...args: string[]
): Promise<{ control: string; port: number; line: string; ended: Promise<unknown[]> }> {
  const port = await freePort()
  const command = ['--import', 'tsx', 'scripts/bmc-simulator.ts', '--port', String(port), ...args]
  const started = spawn(process.execPath, command, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] })
  child = started
  const ended = once(started, 'exit')
  const [first] = (await Promise.race([once(started.stdout, 'data'), ended])) as [Buffer | number]
  return { control: `http://127.0.0.1:${port}/machines`, port, line: String(first), ended }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

it('starts so many, shows what they do, takes faults, and stops when it is told', async () => {
  const { control, port, line, ended } = await start('--servers', '2', '--power-on-seconds', '0')
  expect(line).toContain('2 simulated BMCs')
  const machines = async () => (await (await fetch(control)).json()) as { log: object[] }[]
  const [first, second] = [`http://127.0.0.1:${port + 1}`, `${control}/2`]
  const headers = { authorization: `Basic ${Buffer.from('root:calvin').toString('base64')}` }
  const system = (address: string) => fetch(`${address}/redfish/v1/Systems/1`, { headers })
  expect(await (await system(first)).json()).toMatchObject({ SerialNumber: 'SIM000001', PowerState: 'Off' })
  const body = JSON.stringify({ ResetType: 'On' })
  const reset = `${first}/redfish/v1/Systems/1/Actions/ComputerSystem.Reset`
  expect((await fetch(reset, { method: 'POST', headers, body })).status).toBe(204)
  expect((await machines())[0]?.log).toMatchObject([{ what: 'reset On' }, { what: 'is on' }])
  const put = (faults: unknown) => fetch(`${control}/2/faults`, { method: 'PUT', body: JSON.stringify(faults) })
  expect((await put(['errors'])).status).toBe(200)
  expect((await system(second)).status).toBe(500)
  expect((await put([])).status).toBe(200)
  expect((await system(second)).status).toBe(200)
  expect((await put(['nonsense'])).status).toBe(400)
  child?.kill('SIGTERM')
  expect(await ended).toEqual([0, null])
})

it('says what is wrong with how it was started', async () => {
  const { ended } = await start('--servers', 'many')
  expect(await ended).toEqual([2, null])
})
