import { once } from 'node:events'
import { type IncomingMessage, request, type ServerResponse } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { makeWebServer, stopWebServer, type WebServer } from './web-server'

const running: WebServer[] = []
afterEach(async () => {
  for (const web of running.splice(0)) await stopWebServer(web, 100)
})

type App = (request: IncomingMessage, response: ServerResponse) => void

/** The server over an application of the test's own. */
async function start(app: App, behindProxy = false): Promise<{ web: WebServer; port: number }> {
  const web = makeWebServer({
    handler: async (request, response) => app(request, response),
    behindProxy,
    log: { error: () => undefined },
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
