import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { GET as healthz } from '@/app/healthz/route'
import { GET as metrics } from '@/app/metrics/route'
import { GET as readyz } from '@/app/readyz/route'
import { processChangeFeed } from '../db/change-feed'
import { ADMIN_TOKEN, type ApiWorld, apiWorld } from '../testing/http'
import { eventStream } from './event-stream'

let world: ApiWorld
beforeAll(async () => {
  world = await apiWorld()
})
afterAll(() => {
  processChangeFeed().close()
  return world.close()
})

describe('probes', () => {
  it('healthz says version and commit', async () => {
    const body = await healthz().json()
    expect(body).toEqual({ version: expect.stringMatching(/^\d+\.\d+\.\d+$/), commit: expect.stringMatching(/^\w+$/) })
  })

  it('readyz is ready with database, migrations and queue, and names the one that is not', async () => {
    const ready = await readyz()
    expect([ready.status, await ready.json()]).toEqual([
      200,
      { ready: true, checks: { database: 'ok', migrations: 'ok', queue: 'ok' } },
    ])
    await world.db.$executeRaw`UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name LIKE '%foundation'`
    const behind = await readyz()
    expect(behind.status).toBe(503)
    expect((await behind.json()).checks.migrations).toBe('not applied: 20261123000000_foundation')
    await world.db
      .$executeRaw`UPDATE _prisma_migrations SET finished_at = now() WHERE migration_name LIKE '%foundation'`
  })

  it('metrics are Prometheus text with requests, queue, jobs, tickets and connections', async () => {
    await world.api('GET', '/datacenters')
    const text = await (await metrics()).text()
    expect(text).toContain('haas_http_requests_total{method="GET",path="/datacenters",status="200"} 1')
    for (const name of [
      'haas_database_up 1',
      'haas_queue_depth{queue="provision"} 0',
      'haas_tickets{status="OPEN"} 0',
      'haas_boot_left_in_servers 0',
    ])
      expect(text).toContain(name)
    expect(text).toMatch(/haas_database_connections\{state="open"\} [1-9]/)
  })

  it('openapi.json is public', async () => {
    const answer = await world.api('GET', '/openapi.json', { token: null })
    expect(answer).toMatchObject({ status: 200, body: { openapi: '3.1.0' } })
  })
})

/** Reads a stream's messages as they come. */
async function open(token: string, query = '') {
  const abort = new AbortController()
  const headers = { authorization: `Bearer ${token}` }
  const request = new Request(`http://localhost:3000/api/v1/events${query}`, { headers, signal: abort.signal })
  const response = await eventStream(request)
  const state = { text: '', ended: false }
  const read = async () => {
    const decoder = new TextDecoder()
    for await (const chunk of response.body ?? []) state.text += decoder.decode(chunk, { stream: true })
    state.ended = true
  }
  const reading = response.status === 200 ? read() : Promise.resolve()
  return { response, state, abort, reading }
}

const listeners = async () =>
  (
    await world.db.$queryRaw<
      object[]
    >`SELECT 1 FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()`
  ).length

describe('server-sent events', () => {
  it('a committed change reaches every stream over one connection; a refused one reaches none', async () => {
    const streams = await Promise.all([open(ADMIN_TOKEN), open(ADMIN_TOKEN), open(ADMIN_TOKEN)])
    expect(streams[0]?.response.headers.get('content-type')).toContain('text/event-stream')
    expect(streams[0]?.response.headers.get('x-accel-buffering')).toBe('no')
    await expect.poll(() => streams[0]?.state.text).toContain('event: beat')
    expect(await listeners()).toBe(1)
    await world.api('POST', '/datacenters', { body: { code: 'LIVE1' } })
    await world.api('POST', '/datacenters', { body: { code: 'LIVE1' } })
    for (const { state } of streams)
      await expect.poll(() => state.text.split('data: {"entity":"datacenter","key":"LIVE1"}\n\n').length).toBe(2)
    for (const { abort } of streams) abort.abort()
    await Promise.all(streams.map(({ reading }) => reading))
    // It waits a while for whoever comes next.
    expect(await listeners()).toBe(1)
    processChangeFeed().close()
    await expect.poll(listeners).toBe(0)
  })

  it('with a mark a page hears nothing where nothing has changed since; where that is not known, that it may have missed something', async () => {
    const feed = processChangeFeed()
    const { abort: leave } = await open(ADMIN_TOKEN)
    const young = feed.mark() ?? ''
    const later = young.replace(/\d+$/, (at) => String(Number(at) + 10_000))
    await world.api('POST', '/datacenters', { body: { code: 'SINCE1' } })
    const beyond = await open(ADMIN_TOKEN, `?since=${later}`)
    const unheard = await open(ADMIN_TOKEN, `?since=${young}`)
    const stranger = await open(ADMIN_TOKEN, '?since=another.123456')
    for (const { state } of [unheard, stranger]) await expect.poll(() => state.text).toContain('event: missed')
    await expect.poll(() => beyond.state.text).toContain('event: beat')
    expect(beyond.state.text).not.toContain('data: {"')
    expect(beyond.state.text).not.toContain('missed')
    for (const { abort } of [beyond, unheard, stranger]) abort.abort()
    leave.abort()
  })

  it('after a lost connection it says that changes may have been missed, and goes on', async () => {
    const { state, abort } = await open(ADMIN_TOKEN)
    await world.db.$queryRaw`
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()`
    await expect.poll(() => state.text, { timeout: 5_000 }).toContain('event: missed')
    await world.api('POST', '/datacenters', { body: { code: 'LIVE2' } })
    await expect.poll(() => state.text).toContain('"key":"LIVE2"')
    abort.abort()
  })

  it('tells of another datacenter only to those who may read there, and ends when its token is revoked', async () => {
    const here = await world.db.datacenter.create({ data: { code: 'HERE', name: 'Here' } })
    const user = await world.api('POST', '/users', {
      body: {
        email: 'here@test.example',
        name: 'Here',
        password: 'a long enough password',
        grants: [{ role: 'TECH', datacenter: 'HERE' }],
      },
    })
    const { encode } = await import('next-auth/jwt')
    const jwt = await encode({ token: { sub: user.body.id }, secret: process.env.NEXTAUTH_SECRET ?? '' })
    const headers = { cookie: `next-auth.session-token=${jwt}` }
    const response = await eventStream(new Request('http://localhost:3000/api/v1/events', { headers }))
    const chunks: string[] = []
    const reading = (async () => {
      for await (const chunk of response.body ?? []) chunks.push(new TextDecoder().decode(chunk))
    })()
    await world.api('POST', '/datacenters', { body: { code: 'THERE' } })
    await world.api('POST', '/warehouses', { body: { code: 'THERE-W', datacenter: 'THERE' } })
    await world.api('POST', '/warehouses', { body: { code: 'HERE-W', datacenter: here.code } })
    await expect.poll(() => chunks.join('')).toContain('"key":"HERE-W"')
    expect(chunks.join('')).not.toContain('THERE')
    await world.api('PATCH', `/users/${user.body.id}`, { body: { disabled: true } })
    await reading
    expect(chunks.join('')).not.toContain('"entity":"user"')
  })

  it('nobody and INGEST get no stream', async () => {
    expect((await open('nonsense')).response.status).toBe(401)
    const { body } = await world.api('POST', '/tokens', { body: { name: 'in', role: 'INGEST' } })
    expect((await open(body.token)).response.status).toBe(403)
  })
})
