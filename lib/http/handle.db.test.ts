import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ADMIN_TOKEN, type ApiWorld, apiWorld } from '../testing/http'

let world: ApiWorld
beforeAll(async () => {
  world = await apiWorld()
})
afterAll(() => world.close())

async function tokenOf(role: string): Promise<string> {
  const { body } = await world.api('POST', '/tokens', { body: { name: `a ${role}`, role } })
  return body.token
}

describe('who is asking', () => {
  it('nobody: 401 as problem+json, with the way to sign in', async () => {
    const answer = await world.api('GET', '/datacenters', { token: null })
    expect(answer).toMatchObject({ status: 401, body: { code: 'unauthenticated', status: 401 } })
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(answer.headers.get('www-authenticate')).toBe('Bearer')
  })

  it('a wrong token, and one that was revoked or has run out, are nobody', async () => {
    const made = await world.api('POST', '/tokens', { body: { name: 'soon gone', role: 'VIEWER' } })
    const { token, id } = made.body
    expect((await world.api('GET', '/datacenters', { token })).status).toBe(200)
    expect((await world.api('DELETE', `/tokens/${id}`)).status).toBe(204)
    expect((await world.api('GET', '/datacenters', { token })).status).toBe(401)
    expect((await world.api('GET', '/datacenters', { token: `${ADMIN_TOKEN}x` })).status).toBe(401)
    const brief = await world.api('POST', '/tokens', { body: { name: 'brief', role: 'VIEWER' } })
    await world.api('PATCH', `/tokens/${brief.body.id}`, { body: { expiresAt: '2020-01-01T00:00:00Z' } })
    expect((await world.api('GET', '/datacenters', { token: brief.body.token })).status).toBe(401)
  })

  it('X-User and X-Role say nothing unless a proxy is trusted', async () => {
    const headers = { 'x-user': 'mallory', 'x-role': 'ADMIN' }
    expect((await world.api('GET', '/datacenters', { token: null, headers })).status).toBe(401)
  })

  it('a role that may not: 403 that names the roles that may', async () => {
    const answer = await world.api('POST', '/datacenters', { token: await tokenOf('VIEWER'), body: { code: 'X' } })
    expect(answer).toMatchObject({ status: 403, body: { code: 'forbidden', detail: 'Needs the role ADMIN.' } })
  })

  it('INGEST reads nothing', async () => {
    expect((await world.api('GET', '/datacenters', { token: await tokenOf('INGEST') })).status).toBe(403)
  })

  it('anonymous calls are limited per address, tokens are not', async () => {
    const headers = { 'x-haas-remote-address': '192.0.2.7' }
    const statuses = new Set<number>()
    for (let i = 0; i < 80; i++) statuses.add((await world.api('GET', '/datacenters', { token: null, headers })).status)
    expect([...statuses]).toEqual([401, 429])
    const limited = await world.api('GET', '/datacenters', { token: null, headers })
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(limited.body.code).toBe('rate-limited')
    expect((await world.api('GET', '/datacenters', { headers })).status).toBe(200)
    expect((await world.api('GET', '/datacenters', { token: null, headers: {} })).status).toBe(401)
  })
})

describe('requests', () => {
  it('a request id comes back and stands in the audit log; an unfit one is replaced', async () => {
    const made = await world.api('POST', '/datacenters', {
      body: { code: 'RID1' },
      headers: { 'x-request-id': 'abc-1' },
    })
    expect(made.headers.get('x-request-id')).toBe('abc-1')
    const audit = await world.api('GET', '/audit?entity=datacenter&key=RID1')
    expect(audit.body.items).toMatchObject([{ action: 'inventory.create-datacenter', requestId: 'abc-1' }])
    const other = await world.api('GET', '/datacenters', { headers: { 'x-request-id': 'a b' } })
    expect(other.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('unknown paths are 404 and unknown methods 405, both as problem+json', async () => {
    const unknown = await world.api('GET', '/nothing/here')
    expect(unknown).toMatchObject({ status: 404, body: { code: 'not-found' } })
    const method = await world.api('PUT', '/datacenters', { body: {} })
    expect(method).toMatchObject({ status: 405, body: { code: 'method-not-allowed' } })
    expect(method.headers.get('allow')).toBe('GET, HEAD, POST')
    expect(method.headers.get('content-type')).toBe('application/problem+json')
  })

  it('each bad field is named, unknown ones too', async () => {
    const answer = await world.api('POST', '/users', {
      body: { email: 'nobody', name: '', password: 'short', grants: [{ role: 'KING' }], extra: 1 },
    })
    expect(answer).toMatchObject({ status: 400, body: { code: 'validation' } })
    const paths = answer.body.errors.map((error: { path: string }) => error.path)
    expect(paths).toEqual(expect.arrayContaining(['email', 'name', 'password', 'grants.0.role', 'extra']))
  })

  it('no body at all names what is missing', async () => {
    const answer = await world.api('POST', '/users')
    const paths = answer.body.errors.map((error: { path: string }) => error.path)
    expect(paths).toEqual(['email', 'name', 'password', 'grants'])
  })

  it('unknown and malformed query parameters are named', async () => {
    const unknown = await world.api('GET', '/datacenters?colour=red&__proto__=1')
    expect(unknown.body.errors).toMatchObject([{ path: 'colour' }, { path: '__proto__' }])
    const limit = await world.api('GET', '/datacenters?limit=201')
    expect(limit).toMatchObject({ status: 400, body: { errors: [{ path: 'limit' }] } })
    const cursor = Buffer.from('["a\\u0000"]').toString('base64url')
    expect(await world.api('GET', `/datacenters?cursor=${cursor}`)).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'cursor' }] },
    })
  })

  it.each([
    ['not JSON', { raw: '{"code":', headers: { 'content-type': 'application/json' } }, 400],
    ['not UTF-8', { raw: Uint8Array.of(0x22, 0xff, 0x22), headers: { 'content-type': 'application/json' } }, 400],
    ['a form', { raw: 'code=X', headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 415],
    ['over 16 MB', { raw: ' '.repeat(16 * 1024 * 1024 + 1), headers: { 'content-type': 'application/json' } }, 413],
    ['a million unknown fields', { raw: `{${Array.from({ length: 1e6 }, (_, i) => `"${i}":1`).join()}}` }, 400],
    ['a lone surrogate', { raw: '{"code":"X","name":"\\ud800"}' }, 400],
    ['a NUL', { raw: '{"code":"X","name":"a\\u0000b"}' }, 400],
  ])('%s is refused', async (_, request, status) => {
    const answer = await world.api('POST', '/datacenters', request)
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(JSON.stringify(answer.body).length).toBeLessThan(20_000)
  })
})

describe('ETag and If-Match', () => {
  it('an edit of an older version is 412 and changes nothing; the present one and * go through', async () => {
    const made = await world.api('POST', '/datacenters', { body: { code: 'TAG1', name: 'one' } })
    const etag = made.headers.get('etag') ?? ''
    expect(etag).toBe('"1"')
    const edit = (name: string, match: string) =>
      world.api('PATCH', '/datacenters/TAG1', { body: { name }, headers: { 'if-match': match } })
    const second = await edit('two', etag)
    expect([second.status, second.headers.get('etag')]).toEqual([200, '"2"'])
    expect(await edit('three', etag)).toMatchObject({ status: 412, body: { code: 'stale', version: 2 } })
    expect((await edit('three', 'nonsense')).status).toBe(412)
    expect((await edit('three', '"1", "2"')).status).toBe(200)
    expect((await edit('four', '*')).status).toBe(200)
    const stale = await world.api('DELETE', '/datacenters/TAG1', { headers: { 'if-match': '"3"' } })
    expect(stale.status).toBe(412)
    expect((await world.api('DELETE', '/datacenters/TAG1', { headers: { 'if-match': '"4"' } })).status).toBe(204)
  })
})

describe('changes with a session cookie', () => {
  it('must come from our own origin, whatever the browser sends as one', async () => {
    const { encode } = await import('next-auth/jwt')
    const person = await world.api('POST', '/users', {
      body: { email: 'c@test.example', name: 'C', password: 'a long enough password', grants: [{ role: 'ADMIN' }] },
    })
    const jwt = await encode({ token: { sub: person.body.id }, secret: process.env.NEXTAUTH_SECRET ?? '' })
    const cookie = `next-auth.session-token=${jwt}`
    const post = (code: string, headers: Record<string, string>) =>
      world.api('POST', '/datacenters', {
        token: null,
        body: { code },
        headers: { cookie, host: 'localhost:3000', ...headers },
      })
    expect((await world.api('GET', '/datacenters', { token: null, headers: { cookie } })).status).toBe(200)
    expect((await post('CSRF1', { origin: 'https://evil.example' })).status).toBe(403)
    expect((await post('CSRF1', { origin: 'null' })).status).toBe(403)
    expect((await post('CSRF1', {})).status).toBe(403)
    expect((await post('CSRF1', { origin: 'http://localhost:3000' })).status).toBe(201)
    expect((await post('CSRF2', { 'sec-fetch-site': 'same-origin' })).status).toBe(201)
  })
})
