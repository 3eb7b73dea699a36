import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aPng } from '../testing/factories/photo'
import { type ApiWorld, apiWorld } from '../testing/http'

let world: ApiWorld
let path: string
beforeAll(async () => {
  world = await apiWorld()
  await world.api('POST', '/datacenters', { body: { code: 'DC1' } })
  await world.api('POST', '/warehouses', { body: { code: 'W1', datacenter: 'DC1' } })
})
afterAll(() => world.close())
let servers = 0
beforeEach(async () => {
  const server = `SRV-${++servers}`
  await world.api('POST', '/inventory/scans', { body: { barcode: server, location: { warehouse: 'W1' } } })
  const { body } = await world.api('POST', '/tickets', { body: { server, type: 'REBOOT' } })
  path = `/tickets/${body.number}/photos`
})

const post = (raw: Uint8Array<ArrayBuffer> | string, headers: Record<string, string> = {}, query = '') =>
  world.api('POST', `${path}${query}`, { raw, headers: { 'content-type': 'image/png', ...headers } })

describe('photos over HTTP', () => {
  it('an image is the body, and comes back as what it is, whatever its sender called it', async () => {
    const made = await post(aPng(16, 9), { 'content-type': 'text/html' }, '?note=the%20label')
    expect(made).toMatchObject({ status: 201, body: { width: 16, height: 9, note: 'the label' } })
    const shown = await world.api('GET', `${path}/${made.body.id}`)
    expect(shown.status).toBe(200)
    expect(shown.body).toEqual(aPng(16, 9))
    expect(Object.fromEntries(shown.headers)).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'cache-control': 'private, max-age=31536000, immutable',
    })
    const { body: ticket } = await world.api('GET', path.replace('/photos', ''))
    expect(ticket.photos).toEqual([made.body])
  })

  it('sent again with the same key it is there once', async () => {
    const headers = { 'idempotency-key': 'photo-1' }
    const [first, again] = [await post(aPng(), headers), await post(aPng(), headers)]
    expect(again.body).toEqual(first.body)
    expect((await world.api('GET', path.replace('/photos', ''))).body.photos).toHaveLength(1)
  })

  it('no image is 415, one that breaks off 400, one that is too large 413, each as problem+json', async () => {
    const large = new Uint8Array(1_048_577)
    large.set(aPng())
    const answers = [
      await post('<svg xmlns="http://www.w3.org/2000/svg"/>', { 'content-type': 'image/png' }),
      await post('{"image": "…"}', { 'content-type': 'application/json' }),
      await post(aPng().slice(0, 18)),
      await post(large),
      await post(aPng(), {}, '?caption=x'),
    ]
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
      [415, 'unsupported-media-type'],
      [415, 'unsupported-media-type'],
      [400, 'malformed'],
      [413, 'payload-too-large'],
      [400, 'validation'],
    ])
    for (const { headers } of answers) expect(headers.get('content-type')).toBe('application/problem+json')
  })

  it('is deleted, and then not found; nobody sees it without a role', async () => {
    const { body } = await post(aPng())
    const one = `${path}/${body.id}`
    expect((await world.api('GET', one, { token: null })).status).toBe(401)
    const { body: ingest } = await world.api('POST', '/tokens', { body: { name: 'sender', role: 'INGEST' } })
    expect((await world.api('GET', one, { token: ingest.token })).status).toBe(403)
    expect((await world.api('DELETE', one)).status).toBe(204)
    expect((await world.api('GET', one)).status).toBe(404)
    expect((await world.api('DELETE', one)).status).toBe(404)
  })
})
