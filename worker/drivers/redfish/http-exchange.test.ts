import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { createServer as createSecureServer } from 'node:tls'
import { afterEach, describe, expect, it } from 'vitest'
import { aCertificate } from '@/lib/testing/certificates'
import { certificateTrust } from './certificate-trust'
import { exchange } from './http-exchange'

const servers: Server[] = []
afterEach(() => Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve)))))

/** Takes connections, answers nothing, and remembers what it was sent until each was ended. */
async function listening(secure: boolean) {
  let bytes = 0
  const listener = (socket: Socket) => {
    socket.on('data', (part: Buffer) => (bytes += part.length)).on('error', () => undefined)
  }
  const { cert, key } = aCertificate()
  const server = secure ? createSecureServer({ cert, key }, listener) : createServer(listener)
  servers.push(server)
  const ended = new Promise<void>((resolve) =>
    server.once('connection', (socket: Socket) => socket.once('close', () => resolve())),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: new URL(`${secure ? 'https' : 'http'}://127.0.0.1:${port}/`), ended, bytes: () => bytes }
}

const STANDSTILL_MS = 400
/** As when a process is stopped, or its machine sleeps: nothing runs, no timer fires. */
const standStill = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, STANDSTILL_MS)

class StandingStillHttp extends HttpAgent {
  override createConnection(...args: Parameters<HttpAgent['createConnection']>) {
    return super.createConnection(...args)?.once('connect', standStill)
  }
}
class StandingStillHttps extends HttpsAgent {
  override createConnection(...args: Parameters<HttpsAgent['createConnection']>) {
    return super.createConnection(...args)?.once('secureConnect', standStill)
  }
}

describe('a process that stands still until past the end of the time while it connects', () => {
  it.each([
    ['http', false, () => new StandingStillHttp()],
    ['https', true, () => new StandingStillHttps()],
  ])('sends nothing after it, over %s', async (_title, secure, agent) => {
    const { url, ended, bytes } = await listening(secure)
    const trust = certificateTrust({ acceptSelfSigned: true })
    const sent = { method: 'POST', url, headers: {}, body: { at: 'last' }, trust, agent: agent() } as const
    await expect(exchange({ ...sent, timeoutMs: STANDSTILL_MS / 2 })).rejects.toMatchObject({
      name: 'NoAnswer',
      message: 'it did not answer in time',
      sent: false,
    })
    await ended
    expect(bytes()).toBe(0)
  })

  it('and sends where the time is not over', async () => {
    const { url, ended, bytes } = await listening(false)
    const trust = certificateTrust(undefined)
    const sent = { method: 'POST', url, headers: {}, body: {}, trust, agent: new StandingStillHttp() } as const
    await expect(exchange({ ...sent, timeoutMs: STANDSTILL_MS + 600 })).rejects.toMatchObject({ sent: true })
    await ended
    expect(bytes()).toBeGreaterThan(0)
  })
})
