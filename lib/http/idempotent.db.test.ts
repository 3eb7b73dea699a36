import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { endpoint } from '../contracts/endpoint'
import { inTransaction } from '../db/context'
import { conflict } from '../domain/errors'
import { ADMIN_TOKEN, type ApiWorld, apiWorld } from '../testing/http'
import { handle } from './handle'

let world: ApiWorld
beforeAll(async () => {
  world = await apiWorld()
})
afterAll(() => world.close())

const post = (path: string, key: string, body: unknown) =>
  world.api('POST', path, { body, headers: { 'idempotency-key': key } })

/** An operation of the test's own, at /api/v1/probe. */
const probe = endpoint({
  method: 'POST',
  path: '/probe',
  operation: null,
  tag: 'Test',
  summary: 'Does what the test wants',
  body: z.strictObject({ name: z.string() }),
  success: 201,
  response: z.object({ name: z.string() }),
})
const route = { params: Promise.resolve({}) }
function request(key: string, name = 'x'): Request {
  const headers = {
    authorization: `Bearer ${ADMIN_TOKEN}`,
    'content-type': 'application/json',
    'idempotency-key': key,
  }
  return new Request('http://localhost:3000/api/v1/probe', { method: 'POST', headers, body: JSON.stringify({ name }) })
}

describe('Idempotency-Key', () => {
  it('the same key gives the same answer, and the work is done once', async () => {
    const first = await post('/datacenters', 'once', { code: 'ONCE' })
    const again = await post('/datacenters', 'once', { code: 'ONCE' })
    expect([first.status, again.status]).toEqual([201, 201])
    expect(again.body).toEqual(first.body)
    expect(again.headers.get('etag')).toBe(first.headers.get('etag'))
    expect(again.headers.get('idempotency-replayed')).toBe('true')
    expect(await world.db.auditEntry.count({ where: { entity: 'datacenter', key: 'ONCE' } })).toBe(1)
  })

  it('a refusal is the answer too, as problem+json', async () => {
    await post('/datacenters', 'taken-1', { code: 'TAKEN' })
    const first = await post('/datacenters', 'taken-2', { code: 'TAKEN' })
    await world.db.datacenter.deleteMany({ where: { code: 'TAKEN' } })
    const again = await post('/datacenters', 'taken-2', { code: 'TAKEN' })
    expect([first.status, again.status]).toEqual([409, 409])
    expect(again.body).toEqual(first.body)
    expect(again.headers.get('content-type')).toBe('application/problem+json')
  })

  it('the same key with another body is 422', async () => {
    await post('/datacenters', 'other-body', { code: 'BODY1' })
    const answer = await post('/datacenters', 'other-body', { code: 'BODY2' })
    expect(answer).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } })
  })

  it('belongs to a token and a path: another of either is another request', async () => {
    const made = await world.api('POST', '/tokens', { body: { name: 'other', role: 'ADMIN' } })
    await post('/datacenters', 'shared', { code: 'SHARED1' })
    expect((await post('/warehouses', 'shared', { code: 'SHARED-W', datacenter: 'SHARED1' })).status).toBe(201)
    const other = await world.api('POST', '/datacenters', {
      body: { code: 'SHARED2' },
      token: made.body.token,
      headers: { 'idempotency-key': 'shared' },
    })
    expect(other.status).toBe(201)
  })

  it('a request that is not valid keeps nothing', async () => {
    expect((await post('/datacenters', 'fixed', { code: '' })).status).toBe(400)
    expect((await post('/datacenters', 'fixed', { code: 'FIXED' })).status).toBe(201)
  })

  it('a key that is none is refused by name', async () => {
    const answer = await post('/datacenters', 'ä key', { code: 'KEY' })
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: 'Idempotency-Key' }] } })
  })

  it('while the first is still in flight, the second is 409; 20 at once do the work once', async () => {
    let runs = 0
    let finish: () => void = () => undefined
    const gate = new Promise<void>((resolve) => {
      finish = resolve
    })
    const handler = handle(probe, async () => {
      runs += 1
      await gate
      return { name: 'done' }
    })
    const first = handler(request('flight'), route)
    await expect.poll(() => runs).toBe(1)
    const others = await Promise.all(Array.from({ length: 20 }, () => handler(request('flight'), route)))
    expect(new Set(others.map((answer) => answer.status))).toEqual(new Set([409]))
    expect(await others[0]?.json()).toMatchObject({ code: 'idempotency-in-flight' })
    finish()
    expect((await first).status).toBe(201)
    expect((await handler(request('flight'), route)).status).toBe(201)
    expect(runs).toBe(1)
  })

  it('a 5xx is not remembered, so that the request can be tried again', async () => {
    let broken = true
    const handler = handle(probe, async () => {
      if (broken) throw new Error('the test broke it')
      return { name: 'mended' }
    })
    expect((await handler(request('mend'), route)).status).toBe(500)
    broken = false
    expect((await handler(request('mend'), route)).status).toBe(201)
  })

  it('after 24 hours the key is free again', async () => {
    const handler = handle(probe, async (_, { body }) => ({ name: body.name }))
    expect((await handler(request('old', 'a'), route)).status).toBe(201)
    await world.db
      .$executeRaw`UPDATE idempotency_keys SET created_at = created_at - interval '25 hours' WHERE key = 'old'`
    expect(await (await handler(request('old', 'b'), route)).json()).toEqual({ name: 'b' })
  })

  it('one that was given up and taken over can no longer commit', async () => {
    let finish: () => void = () => undefined
    const gate = new Promise<void>((resolve) => {
      finish = resolve
    })
    const committed: string[] = []
    const handler = handle(probe, async (ctx, { body }) => {
      if (committed.length === 0 && body.name === 'x') {
        committed.push('waiting')
        await gate
      }
      return inTransaction(ctx, async (tx) => {
        await tx.db.datacenter.create({ data: { code: `TAKEOVER-${committed.length}`, name: body.name } })
        committed.push('ran')
        return { name: body.name }
      })
    })
    const first = handler(request('frozen'), route)
    await expect.poll(() => committed.length).toBe(1)
    await world.db
      .$executeRaw`UPDATE idempotency_keys SET created_at = created_at - interval '2 minutes' WHERE key = 'frozen'`
    expect((await handler(request('frozen'), route)).status).toBe(201)
    finish()
    expect((await first).status).toBe(409)
    expect(await world.db.datacenter.count({ where: { code: { startsWith: 'TAKEOVER' } } })).toBe(1)
  })

  it('a process that died after its commit is never repeated', async () => {
    let runs = 0
    const handler = handle(probe, async (ctx) =>
      inTransaction(ctx, async () => {
        runs += 1
        if (runs > 1) throw conflict('conflict', 'ran twice')
        return { name: 'x' }
      }),
    )
    expect((await handler(request('crash'), route)).status).toBe(201)
    await world.db.$executeRaw`
      UPDATE idempotency_keys SET status = NULL, response = NULL, created_at = created_at - interval '1 hour' WHERE key = 'crash'`
    expect((await handler(request('crash'), route)).status).toBe(409)
    expect(runs).toBe(1)
  })

  it('a token’s secret is shown once: its repeat comes without, and nothing keeps it', async () => {
    const first = await post('/tokens', 'secret', { name: 'secret', role: 'VIEWER' })
    const again = await post('/tokens', 'secret', { name: 'secret', role: 'VIEWER' })
    expect(first.body.token).toMatch(/^haas_[\w-]{43}$/)
    expect(again.status).toBe(201)
    expect(again.body).toEqual({ ...first.body, token: undefined })
    const kept = await world.db.$queryRaw<object[]>`SELECT response FROM idempotency_keys WHERE key = 'secret'`
    expect(JSON.stringify(kept)).not.toContain(first.body.token)
  })
})
