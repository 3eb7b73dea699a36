import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiWorld, apiWorld } from '../../testing/http'

let world: ApiWorld
beforeAll(async () => {
  world = await apiWorld()
  const post = (path: string, body: object) => world.api('POST', path, { body })
  await post('/datacenters', { code: 'FRA1' })
  await post('/warehouses', { code: 'FRA1-W1', datacenter: 'FRA1' })
  await post('/racks', { code: 'FRA1-A01', datacenter: 'FRA1', heightU: 42, row: 'A', maxPowerW: 500 })
  await post('/server-models', { slug: 'r650', manufacturer: 'Dell', model: 'R650', heightU: 1, maxPowerW: 800 })
})
afterAll(() => world.close())

const scan = (body: unknown) => world.api('POST', '/inventory/scans', { body })

describe('POST /inventory/scans', () => {
  it('answers 201 for a new server, 200 for a known one, 409 with blockedBy for a taken unit', async () => {
    const first = await scan({ barcode: 'SRV-1', location: { rack: 'FRA1-A01', u: 12 }, model: 'r650' })
    expect(first.status).toBe(201)
    expect(first.body).toMatchObject({ barcode: 'SRV-1', state: 'RACKED', rack: 'FRA1-A01', u: 12 })
    expect(first.body.warnings).toEqual(['800 W of power is over the rack’s 500 W.'])
    expect(first.headers.get('etag')).toBe(`"${first.body.version}"`)
    expect((await scan({ barcode: 'srv-1', location: { rack: 'fra1-a01', u: 12 } })).status).toBe(200)
    const taken = await scan({ barcode: 'SRV-2', location: { rack: 'FRA1-A01', u: 12 } })
    expect(taken.status).toBe(409)
    expect(taken.headers.get('content-type')).toBe('application/problem+json')
    expect(taken.body).toMatchObject({
      code: 'slot-taken',
      blockedBy: ['SRV-1'],
      detail:
        'U12 is taken by SRV-1 (Dell R650, racked). That was a moment ago, by HAAS_ADMIN_TOKEN. The nearest free place is U11.',
    })
  })

  it('answers an array line by line, each with the status it would have had alone', async () => {
    const { status, body } = await scan([
      { barcode: 'SRV-3', location: { warehouse: 'FRA1-W1' } },
      { barcode: 'SRV-3', location: { warehouse: 'nowhere' } },
      { barcode: 'SRV-4', location: { rack: 'FRA1-A01', u: 12 } },
      { barcode: '?', location: { warehouse: 'FRA1-W1' } },
      { barcode: 'SRV-1', location: { warehouse: 'FRA1-W1' } },
    ])
    expect(status).toBe(200)
    expect(body.results.map((line: { status: number }) => line.status)).toEqual([201, 422, 409, 400, 200])
    expect(body.results[2].problem).toMatchObject({ code: 'slot-taken', blockedBy: ['SRV-1'] })
    expect(body.results[3].problem.errors).toEqual([{ path: 'barcode', message: '1 to 64 of A-Z a-z 0-9 . _ - :' }])
    expect(body.results[4].server).toMatchObject({ barcode: 'SRV-1', state: 'IN_WAREHOUSE' })
  })

  it.each([
    [{}, 'barcode'],
    [{ barcode: 'X', location: {} }, 'location.'],
    [{ barcode: 'X', location: { rack: 'FRA1-A01', u: 0 } }, 'location.u'],
    [{ barcode: 'X', location: { rack: 'FRA1-A01', u: 1, face: 'top' } }, 'location.face'],
  ])('refuses %j and names the field', async (body, path) => {
    const answer = await scan(body)
    expect(answer.status).toBe(400)
    expect(answer.body.errors.some((error: { path: string }) => error.path.startsWith(path))).toBe(true)
  })
})

describe('the other routes', () => {
  it('edit honours If-Match, delete answers 204 or why not', async () => {
    const stale = await world.api('PATCH', '/racks/FRA1-A01', { body: { note: 'x' }, headers: { 'if-match': '"99"' } })
    expect(stale.status).toBe(412)
    const edited = await world.api('PATCH', '/racks/FRA1-A01', { body: { note: 'x' }, headers: { 'if-match': '"1"' } })
    expect([edited.status, edited.headers.get('etag')]).toEqual([200, '"2"'])
    expect((await world.api('DELETE', '/server-models/r650')).status).toBe(409)
    await world.api('POST', '/racks', { body: { code: 'TMP', datacenter: 'FRA1', heightU: 10 } })
    expect((await world.api('DELETE', '/racks/TMP')).status).toBe(204)
    expect((await world.api('GET', '/racks/TMP')).status).toBe(404)
  })

  it('transitions, power, elevation and holds answer as declared', async () => {
    const sent = await world.api('POST', '/servers/SRV-3/transitions', {
      body: { to: 'IN_TRANSIT', reason: 'to the lab' },
    })
    expect([sent.status, sent.body.state]).toEqual([200, 'IN_TRANSIT'])
    const wrong = await world.api('POST', '/servers/SRV-3/transitions', { body: { to: 'IN_WAREHOUSE', reason: 'x' } })
    expect([wrong.status, wrong.body.code]).toEqual([409, 'use-scan'])
    expect((await world.api('POST', '/servers/SRV-1/power', { body: { action: 'on' } })).status).toBe(202)
    expect((await world.api('GET', '/racks/FRA1-A01/elevation')).body.servers).toEqual([])
    const hold = await world.api('POST', '/holds', { body: { server: 'SRV-1', reason: 'demo' } })
    expect(hold.status).toBe(201)
    expect((await world.api('GET', '/servers?held=true&state=IN_WAREHOUSE&state=RACKED')).body.items).toHaveLength(1)
    expect((await world.api('DELETE', `/holds/${hold.body.id}`)).status).toBe(204)
    expect((await world.api('GET', '/servers?state=NOPE')).status).toBe(400)
  })
})
