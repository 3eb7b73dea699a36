import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type IncomingMessage, request, type ServerResponse } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { countStatement } from '@/lib/env/request-cost'
import { compressedIn, compressStatic, type StaticFiles } from './static-files'
import { makeWebServer, stopWebServer, type WebServer } from './web-server'

const running: WebServer[] = []
const logged: object[] = []
afterEach(async () => {
  for (const web of running.splice(0)) await stopWebServer(web, 100)
  logged.length = 0
})

type App = (request: IncomingMessage, response: ServerResponse) => void

/** The server over an application of the test's own. */
async function start(
  app: App,
  behindProxy = false,
  requestMs = 5_000,
  files: StaticFiles = new Map(),
): Promise<{ web: WebServer; port: number }> {
  const web = makeWebServer({
    handler: async (request, response) => app(request, response),
    behindProxy,
    requestMs,
    files,
    log: { info: (fields) => void logged.push(fields), error: () => undefined },
  })
  running.push(web)
  web.server.listen(0)
  await once(web.server, 'listening')
  return { web, port: (web.server.address() as AddressInfo).port }
}

const echo: App = (request, response) => response.end(String(request.headers['x-haas-remote-address']))

async function send(port: number, method: string, path: string, headers: Record<string, string> = {}) {
  const sent = request({ port, method, path, headers, agent: false }).end()
  const [response]: IncomingMessage[] = await once(sent, 'response')
  let text = ''
  for await (const chunk of response ?? []) text += chunk
  return { status: response?.statusCode, headers: response?.headers ?? {}, text }
}

async function sendRaw(port: number, text: string): Promise<string> {
  const socket = connect(port)
  socket.write(text)
  let answer = ''
  for await (const chunk of socket) answer += chunk
  return answer
}

describe('the web server', () => {
  it('says who is calling, whatever the caller claims', async () => {
    const { port } = await start(echo)
    const claims = { 'x-haas-remote-address': '203.0.113.9', 'x-forwarded-for': '203.0.113.9' }
    expect((await send(port, 'GET', '/', claims)).text).toMatch(/^(127\.0\.0\.1|::1)$/)
  })

  it('behind a trusted proxy the caller is the last address that it wrote', async () => {
    const { port } = await start(echo, true)
    expect((await send(port, 'GET', '/', { 'x-forwarded-for': '203.0.113.9, 198.51.100.4' })).text).toBe('198.51.100.4')
  })

  it('logs each page once its answer has ended, with the statements that were sent for it and for no other', async () => {
    const { port } = await start(async (incoming, response) => {
      response.setHeader('content-type', String(incoming.headers.accept))
      for (let sent = 0; sent < Number(incoming.headers['x-many']); sent++) {
        countStatement()
        response.write('more ')
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
      countStatement()
      response.end()
    })
    const page = (many: number) =>
      send(port, 'GET', '/orders?q=a', { accept: 'text/html', 'x-many': `${many}`, 'x-request-id': `of-${many}` })
    await Promise.all([page(3), page(9)])
    await send(port, 'GET', '/icon', { accept: 'image/svg+xml' })
    await expect
      .poll(() => logged)
      .toMatchObject([
        { requestId: 'of-3', method: 'GET', path: '/orders', status: 200, statements: 4 },
        { requestId: 'of-9', statements: 10 },
      ])
  })

  it('answers a path that is no percent-encoding with a problem, under the API only', async () => {
    const { port } = await start(echo)
    const refused = await send(port, 'GET', '/api/v1/servers/%E0%A4%A')
    expect(refused.status).toBe(400)
    expect(refused.headers['content-type']).toBe('application/problem+json')
    expect(JSON.parse(refused.text)).toMatchObject({ code: 'malformed', errors: [{ path: 'path' }] })
    expect((await send(port, 'GET', '/servers/%E0%A4%A')).status).toBe(200)
  })

  it('OPTIONS says what a path takes; a method that nothing takes is 405, on no path 404', async () => {
    const { port } = await start(echo)
    const options = await send(port, 'OPTIONS', '/api/v1/servers/X-1')
    expect([options.status, options.headers.allow]).toEqual([204, 'DELETE, GET, HEAD, OPTIONS, PATCH'])
    const purge = await send(port, 'PURGE', '/api/v1/servers')
    expect([purge.status, purge.headers.allow]).toEqual([405, 'GET, HEAD, OPTIONS, POST'])
    expect(JSON.parse(purge.text).code).toBe('method-not-allowed')
    expect((await send(port, 'TRACE', '/api/v1/nothing')).status).toBe(404)
  })

  it('of a path that is a name beside one with a parameter the name counts', async () => {
    const { port } = await start(echo)
    const options = await send(port, 'OPTIONS', '/api/v1/telemetry/smartctl')
    expect([options.status, options.headers.allow]).toEqual([204, 'OPTIONS, POST'])
    expect((await send(port, 'OPTIONS', '/api/v1/telemetry/12')).headers.allow).toBe('GET, HEAD, OPTIONS')
  })

  describe('a body that takes its time', () => {
    // Long enough for a busy machine not to fall silent itself.
    const MS = 1_500
    const takes = async (type: string, pieces: number, everyMs: number, app?: App) => {
      const counts: App = async (incoming, response) => {
        let bytes = 0
        try {
          for await (const chunk of incoming) bytes += chunk.length
        } catch {
          return
        }
        response.end(`${bytes}`)
      }
      const { port } = await start(app ?? counts, false, MS)
      const socket = connect(port)
      socket.write(
        `POST / HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: ${type}\r\ntransfer-encoding: chunked\r\n\r\n`,
      )
      let answer = ''
      socket.on('data', (chunk) => {
        answer += chunk
      })
      socket.on('error', () => undefined)
      const closed = once(socket, 'close')
      for (let i = 0; i < pieces && !socket.destroyed; i++) {
        socket.write('1\r\nx\r\n')
        await new Promise((resolve) => setTimeout(resolve, everyMs))
      }
      if (pieces > 1 && socket.writable) socket.write('0\r\n\r\n')
      await closed
      return answer
    }

    it('is 408 after so long', async () => {
      expect(await takes('application/json', 1, 0)).toMatch(/^HTTP\/1\.1 408 /)
      expect(await takes('application/json', 60, 40)).toMatch(/^HTTP\/1\.1 408 /)
    })

    it('is read to its end where it is lines that keep coming, and 408 where they fall silent', async () => {
      expect(await takes('application/x-ndjson', 60, 40)).toMatch(/^HTTP\/1\.1 200 [\s\S]*\r\n\r\n60$/)
      expect(await takes('application/x-ndjson; charset=utf-8', 1, 0)).toMatch(/^HTTP\/1\.1 408 /)
    })

    it('that was answered is cut all the same, lines or not', async () => {
      const refuses: App = (_, response) => response.end('no')
      const began = Date.now()
      expect(await takes('application/x-ndjson', 1_000, 100, refuses)).toMatch(/^HTTP\/1\.1 200 /)
      expect(Date.now() - began).toBeLessThan(10 * MS)
    })
  })

  it('refuses what is no HTTP, and headers that are too large, with a problem', async () => {
    const { port } = await start(echo)
    expect(await sendRaw(port, 'HELLO\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 [\s\S]*application\/problem\+json/)
    const large = `GET / HTTP/1.1\r\nhost: x\r\nx-large: ${'a'.repeat(20_000)}\r\n\r\n`
    expect(await sendRaw(port, large)).toMatch(/^HTTP\/1\.1 431 /)
  })

  it('an application that throws is a 500, not a dead process', async () => {
    const { port } = await start(() => {
      throw new Error('the test broke it')
    })
    const broken = await send(port, 'GET', '/')
    expect([broken.status, JSON.parse(broken.text).code]).toEqual([500, 'internal'])
  })

  it('stops in good order: a running request is finished, streams end, new ones are refused', async () => {
    let finish: () => void = () => undefined
    const { web, port } = await start((incoming, response) => {
      response.write('begun ')
      if (incoming.url === '/slow') finish = () => response.end('finished')
    })
    const slow = send(port, 'GET', '/slow')
    const stream = send(port, 'GET', '/api/v1/events').then(
      () => 'ended',
      () => 'ended',
    )
    await expect.poll(() => web.streams.size).toBe(1)
    const stopped = stopWebServer(web, 2_000)
    expect(await stream).toBe('ended')
    await expect(send(port, 'GET', '/')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    finish()
    expect((await slow).text).toBe('begun finished')
    await stopped
    running.splice(0)
  })
})

describe('scripts and style sheets', () => {
  const app: App = (_request, response) => response.end('asked Next')
  const path = '/_next/static/chunks/a.js'

  async function startWith(text: string) {
    const dir = await mkdtemp(join(tmpdir(), 'static-'))
    await mkdir(join(dir, 'chunks'))
    await writeFile(join(dir, 'chunks', 'a.js'), text)
    await writeFile(join(dir, 'chunks', 'a.txt'), text)
    await compressStatic(dir)
    const files = compressedIn(dir)
    await rm(join(dir, 'chunks', 'a.js'))
    return start(app, false, 5_000, files)
  }

  it('come compressed to who takes it, for good', async () => {
    const text = 'const answer = 42\n'.repeat(500)
    const { port } = await startWith(text)
    const answer = await fetch(`http://localhost:${port}${path}`, { headers: { 'accept-encoding': 'gzip, br' } })
    expect(await answer.text()).toBe(text)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-encoding': 'br',
      'content-type': 'application/javascript; charset=UTF-8',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
    })
    const head = await send(port, 'HEAD', path, { 'accept-encoding': 'br;q=0.5' })
    expect(head.headers['content-length']).toBe(answer.headers.get('content-length'))
    expect(head.text).toBe('')
  })

  it('are left to Next where the browser does not take it, or there is none', async () => {
    const { port } = await startWith('const answer = 42')
    const asked = async (of: string, accepted: string, method = 'GET') =>
      (await send(port, method, of, { 'accept-encoding': accepted })).text
    expect(await asked(path, 'gzip')).toBe('asked Next')
    expect(await asked(path, 'gzip, br;q=0')).toBe('asked Next')
    expect(await asked(path, 'br', 'POST')).toBe('asked Next')
    expect(await asked('/_next/static/chunks/a.txt', 'br')).toBe('asked Next')
    expect(await asked('/_next/static/chunks/../chunks/a.js', 'br')).toBe('asked Next')
    expect(await asked('/chunks/a.js', 'br')).toBe('asked Next')
  })
})
