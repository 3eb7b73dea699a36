/** A BMC's web service over real HTTP, that answers as a test says. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'

export interface Asked {
  /** Method and path: "GET /redfish/v1/". */
  line: string
  headers: IncomingMessage['headers']
  body: unknown
}

export interface Reply {
  status?: number
  headers?: Record<string, string>
  body?: object | string
  /** The connection is dropped instead, or never answered. */
  instead?: 'drop' | 'hang'
}

/** PEM. */
export interface Shown {
  cert: string
  key: string
}

export interface ScriptedBmc {
  address: string
  asked: Asked[]
  lines(): string[]
  /** The most requests that were open at once. */
  most(): number
  /** How many there were. */
  connections(): number
  /** Another certificate from now on. */
  show(certificate: Shown): void
  close(): Promise<void>
}

const running: ScriptedBmc[] = []

/**
 * `reply` gets each request and how often that line was asked by then; where it says nothing, it is a 404. With a
 * certificate, over TLS.
 */
export async function scriptedBmc(
  reply: (asked: Asked, count: number) => Reply | undefined | Promise<Reply | undefined>,
  certificate?: Shown,
): Promise<ScriptedBmc> {
  const asked: Asked[] = []
  let open = 0
  let most = 0
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    const parts: Buffer[] = []
    most = Math.max(most, ++open)
    response.once('close', () => open--)
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', async () => {
      const text = Buffer.concat(parts).toString()
      const line = `${request.method} ${request.url}`
      const entry = { line, headers: request.headers, body: text === '' ? undefined : JSON.parse(text) }
      asked.push(entry)
      const count = asked.filter((other) => other.line === line).length
      const { status = 200, headers = {}, body, instead } = (await reply(entry, count)) ?? { status: 404 }
      if (instead === 'drop') request.socket.destroy()
      else if (instead === undefined) {
        response.writeHead(status, headers).end(typeof body === 'object' ? JSON.stringify(body) : body)
      }
    })
  }
  const secure = certificate === undefined ? null : createSecureServer(certificate, listener)
  const server = secure ?? createServer(listener)
  let connections = 0
  server.on('connection', () => connections++)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const bmc = {
    address: `${secure === null ? 'http' : 'https'}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    lines: () => asked.map(({ line }) => line),
    most: () => most,
    connections: () => connections,
    show: (another: Shown) => secure?.setSecureContext(another),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  running.push(bmc)
  return bmc
}

/** For afterEach. */
export async function closeScriptedBmcs(): Promise<void> {
  await Promise.all(running.splice(0).map((bmc) => bmc.close()))
}

/** As a resource tree that can only be read. */
export const readOnly =
  (resource: (path: string) => object | string | undefined) =>
  ({ line }: Asked): Reply => {
    const [method, path = ''] = line.split(' ')
    const body = method === 'GET' ? resource(path) : undefined
    return body === undefined ? { status: method === 'GET' ? 404 : 405 } : { body }
  }
