import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DumpFormat } from '../../domain/telemetry/formats/reading'
import { testActor } from '../../testing/context'
import { type ApiWorld, apiWorld } from '../../testing/http'
import { makeContext } from '../access/make-context'
import { getDump } from './get-dump'
import { ingestDump } from './ingest-dump'
import { listDumps } from './list-dumps'

let world: ApiWorld
let tokens: Record<'ingest' | 'viewer', string>
beforeAll(async () => {
  world = await apiWorld()
  const post = async (path: string, body: unknown) => {
    const answer = await world.api('POST', path, { body })
    if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  for (const code of ['FRA1', 'AMS1']) {
    await post('/datacenters', { code })
    await post('/warehouses', { code: `${code}-W`, datacenter: code })
  }
  const servers = [
    { barcode: 'FRA-1', datacenter: 'FRA1', hostnames: ['db1.fra.example.net'], serial: 'CZ100' },
    { barcode: 'FRA-2', datacenter: 'FRA1', hostnames: ['web1.fra.example.net', 'twin'], serial: 'CZ200' },
    { barcode: 'AMS-1', datacenter: 'AMS1', hostnames: ['web1.ams.example.net', 'twin'], serial: 'CZ300' },
    { barcode: 'AMS-2', datacenter: 'AMS1', hostnames: ['mail.ams.example.net'] },
  ]
  for (const { barcode, datacenter, ...names } of servers) {
    await post('/inventory/scans', { barcode, location: { warehouse: `${datacenter}-W` } })
    const edited = await world.api('PATCH', `/servers/${barcode}`, { body: names })
    if (edited.status !== 200) throw new Error(JSON.stringify(edited.body))
  }
  const token = async (role: string) => (await post('/tokens', { name: role, role })).token
  tokens = { ingest: await token('INGEST'), viewer: await token('VIEWER') }
})
afterAll(() => world.close())

let started = 0
const alert = (instance: string, more: object = {}) => ({
  status: 'firing',
  labels: { alertname: 'SmartDeviceUnhealthy', device: 'sdb', serial_number: `S${started}`, instance },
  startsAt: new Date(Date.now() - ++started * 1_000).toISOString(),
  endsAt: '0001-01-01T00:00:00Z',
  fingerprint: `f${started}`,
  ...more,
})
const alerts = (...list: object[]) => ({ version: '4', status: 'firing', alerts: list })
const disk = (more: object = {}) => ({
  device: { name: '/dev/sda', protocol: 'ATA' },
  serial_number: 'D1',
  smart_status: { passed: false },
  ...more,
})
const send = (
  path: string,
  given: { body?: unknown; raw?: string | Uint8Array<ArrayBuffer>; token?: string; headers?: Record<string, string> },
) => world.api('POST', `/telemetry/${path}`, given)
/** Somebody with a role in one datacenter alone. */
async function only(role: 'INGEST' | 'VIEWER', datacenter: string) {
  const { id } = await world.db.datacenter.findUniqueOrThrow({ where: { code: datacenter } })
  return makeContext({ actor: testActor(role, id) })
}
const dumpInput = (format: DumpFormat, content: unknown, barcode?: string) => ({
  format,
  body: new Uint8Array(Buffer.from(typeof content === 'string' ? content : JSON.stringify(content))),
  contentType: '',
  barcode,
})
const eventsOf = async (barcode: string) => (await world.api('GET', `/telemetry?server=${barcode}`)).body.items

describe('whose a dump is', () => {
  it('by the barcode that is given, whatever the dump names', async () => {
    const answer = await send('alertmanager?barcode=ams-2', { body: alerts(alert('db1.fra.example.net:9633')) })
    expect(answer).toMatchObject({ status: 202, body: { accepted: 1, ticketsOpened: 1 } })
    expect(await eventsOf('AMS-2')).toMatchObject([{ barcode: 'AMS-2', kind: 'SMART_FAIL', outcome: 'opened' }])
  })

  it('by host name, with and without its domain and port', async () => {
    for (const instance of ['db1.fra.example.net:9633', 'DB1:9100', 'http://db1.fra.example.net:9100/metrics'])
      expect((await send('alertmanager', { body: alerts(alert(instance)) })).body).toMatchObject({ accepted: 1 })
    expect(await eventsOf('FRA-1')).toHaveLength(3)
  })

  it("by the serial of its chassis, which is never a disk's", async () => {
    const text = 'node_dmi_info{product_serial="cz200"} 1\nnode_hwmon_temp_celsius{chip="c",sensor="temp1"} 40\n'
    expect((await send('prometheus', { raw: text })).body).toMatchObject({ accepted: 1 })
    expect(await eventsOf('FRA-2')).toMatchObject([{ kind: 'TEMPERATURE_OK' }])
    const answer = await send('smartctl', { body: disk({ serial_number: 'CZ100' }) })
    expect(answer).toMatchObject({ status: 422, body: { code: 'unknown-server' } })
  })

  it('nobody, or more than one: 422 that says what was looked for', async () => {
    const nobody = await send('alertmanager', { body: alerts(alert('nobody.example.net:9100')) })
    expect(nobody).toMatchObject({
      status: 422,
      body: {
        code: 'unknown-server',
        lookedFor: ['nobody.example.net:9100'],
        detail: expect.stringContaining('nobody'),
      },
    })
    for (const instance of ['twin', 'web1']) {
      const twins = await send('alertmanager', { body: alerts(alert(instance)) })
      expect(twins).toMatchObject({ status: 422, body: { code: 'unknown-server' } })
      expect(twins.body.detail).toMatch(/FRA-2, AMS-1|AMS-1, FRA-2/)
    }
    expect((await send('ipmi-sel?barcode=NONE', { raw: 'SEL has no entries' })).body.code).toBe('unknown-server')
  })

  it('of several alerts those of known servers are kept, and the others rejected by index', async () => {
    const body = alerts(alert('nobody:9100'), alert('db1'), alert('web1.ams.example.net'))
    const answer = await send('alertmanager', { body })
    expect(answer).toMatchObject({
      status: 202,
      body: {
        accepted: 2,
        rejected: [{ index: 0, errors: [{ path: 'barcode', code: 'unknown-server' }] }],
        results: [{ index: 0, outcome: 'rejected' }, { index: 1 }, { index: 2 }],
      },
    })
    expect((await send('alertmanager', { body })).body).toMatchObject({ accepted: 0, duplicates: 2 })
  })

  it('whoever may send for one datacenter sends for its servers only, and no other names are known to them', async () => {
    const ctx = await only('INGEST', 'FRA1')
    const ingest = (content: object, barcode?: string) =>
      ingestDump(ctx, dumpInput(barcode === undefined ? 'alertmanager' : 'smartctl', content, barcode))
    expect(await ingest(alerts(alert('web1')))).toMatchObject({ accepted: 1, rejected: [] })
    await expect(ingest(alerts(alert('mail')))).rejects.toMatchObject({ code: 'unknown-server' })
    await expect(ingest(disk(), 'AMS-1')).rejects.toMatchObject({ code: 'forbidden' })
    expect((await send('smartctl?barcode=FRA-1', { body: disk(), token: tokens.viewer })).status).toBe(403)
    expect((await send('smartctl?barcode=FRA-1', { body: disk(), token: tokens.ingest })).status).toBe(202)
  })

  it('the name of a scrapped server goes to its successor', async () => {
    await world.db.server.update({ where: { barcode: 'AMS-2' }, data: { state: 'DECOMMISSIONED', warehouseId: null } })
    await world.api('PATCH', '/servers/FRA-2', {
      body: { hostnames: ['web1.fra.example.net', 'mail.ams.example.net'] },
    })
    expect((await send('alertmanager', { body: alerts(alert('mail.ams.example.net')) })).body).toMatchObject({
      accepted: 1,
    })
  })
})

describe('what becomes of a dump', () => {
  it('a resolved alert opens nothing', async () => {
    const resolved = { status: 'resolved', endsAt: new Date().toISOString() }
    const answer = await send('alertmanager?barcode=AMS-1', { body: alerts(alert('x', resolved)) })
    expect(answer.body).toMatchObject({ accepted: 1, ticketsOpened: 0, results: [{ outcome: 'no-rule' }] })
  })

  it('of several disks one that could not be opened is rejected by index', async () => {
    const closed = { smartctl: { messages: [{ string: '/dev/sdz: No such device' }] } }
    const answer = await send('smartctl?barcode=AMS-1', { body: [closed, disk({ serial_number: 'D7' })] })
    expect(answer).toMatchObject({
      status: 202,
      body: { accepted: 1, rejected: [{ index: 0, errors: [{ code: 'unreadable' }] }] },
    })
  })

  it('an event keeps what a clock said that cannot be right', async () => {
    const body = disk({ serial_number: 'D8', smart_status: { passed: true }, local_time: { time_t: 1_234_567_890 } })
    await send('smartctl?barcode=AMS-1', { body })
    const [event] = await eventsOf('AMS-1')
    expect(event).toMatchObject({ kind: 'SMART_REPORT', payload: { clock: '2009-02-13T23:31:30.000Z' } })
    expect(Date.now() - Date.parse(event.ts)).toBeLessThan(60_000)
  })

  it('alerts that Alertmanager left out are said; an empty event log is no fault', async () => {
    const body = { ...alerts(alert('db1')), truncatedAlerts: 2 }
    expect((await send('alertmanager', { body })).body.notes).toEqual(['Alertmanager left out 2 alerts of this group.'])
    const empty = await send('ipmi-sel?barcode=FRA-1', { raw: 'SEL has no entries\n' })
    expect(empty).toMatchObject({ status: 202, body: { accepted: 0, results: [] } })
  })

  it('Redfish as an EventService sends it, a collection, an array, one entry', async () => {
    const entry = (id: string) => ({
      '@odata.id': `/x/${id}`,
      MessageId: 'Oem.1.0.X',
      Message: 'Uncorrectable memory error (DIMM 1)',
      Severity: 'Critical',
    })
    const bodies = [
      { Context: 'c', Events: [entry('1'), entry('2')] },
      { Members: [entry('3')] },
      [entry('4')],
      entry('5'),
    ]
    for (const body of bodies) expect((await send('redfish?barcode=FRA-1', { body })).status).toBe(202)
    const kinds = (await eventsOf('FRA-1')).filter((event: { kind: string }) => event.kind === 'ECC_UNCORRECTABLE')
    expect(kinds).toHaveLength(5)
  })

  it('an Idempotency-Key answers the repeat with the first answer, and refuses another body', async () => {
    const headers = { 'idempotency-key': 'dump-1' }
    const body = disk({ serial_number: 'D9' })
    const first = await send('smartctl?barcode=FRA-1', { body, headers })
    const again = await send('smartctl?barcode=FRA-1', { body, headers })
    expect([again.status, again.body]).toEqual([first.status, first.body])
    expect((await send('smartctl?barcode=FRA-1', { body: disk(), headers })).body.code).toBe('idempotency-key-reused')
  })
})

describe('a dump that cannot be read', () => {
  it.each<[string, string, RegExp]>([
    ['smartctl', '{"device": {"name": "/dev/sda"', /no JSON/],
    [
      'smartctl',
      JSON.stringify({ smartctl: { messages: [{ string: 'Unable to detect device type' }] } }),
      /Unable to detect/,
    ],
    ['smartctl', '[]', /no disk/],
    ['redfish', '{"MessageArgs": "x"}', /MessageArgs/],
    ['alertmanager', '{"alerts": [{"status": "firing"}]}', /alerts.0.labels/],
    ['prometheus', '<html>', /No line/],
    ['ipmi-sel', 'Could not open device at /dev/ipmi0', /No line/],
    ['ipmi-sensor', '  ', /nothing in it/],
  ])('%s %s: 422 with the reason, and kept', async (format, raw, reason) => {
    const answer = await send(`${format}?barcode=FRA-1`, { raw })
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'unreadable', format, detail: expect.stringMatching(reason) },
    })
    const kept = await world.api('GET', `/telemetry-dumps/${answer.body.dump}`)
    expect(kept.body).toMatchObject({
      format,
      barcode: 'FRA-1',
      datacenter: 'FRA1',
      body: raw,
      bytes: raw.length,
      times: 1,
    })
    expect(kept.body.requestId).toBe(answer.body.requestId)
  })

  it('the same body again is counted, and what is no UTF-8 or too long is kept as far as it goes', async () => {
    const first = await send('ipmi-sel', { raw: 'nothing of it' })
    const again = await send('ipmi-sel', { raw: 'nothing of it' })
    expect(again.body.dump).toBe(first.body.dump)
    expect((await world.api('GET', `/telemetry-dumps/${first.body.dump}`)).body).toMatchObject({ times: 2 })
    const odd = await send('redfish', { raw: new Uint8Array([0xff, 0, 0x41]) })
    expect((await world.api('GET', `/telemetry-dumps/${odd.body.dump}`)).body).toMatchObject({
      body: '\ufffd\u0000A',
      bytes: 3,
    })
    const long = await send('ipmi-sel', { raw: 'x'.repeat(1_200_000) })
    const kept = (await world.api('GET', `/telemetry-dumps/${long.body.dump}`)).body
    expect([kept.bytes, kept.body.length]).toEqual([1_200_000, 1_048_576])
  })

  it('whoever may read telemetry there may read it; INGEST may not; of no known datacenter only who may read all', async () => {
    const known = (await send('smartctl?barcode=FRA-1', { raw: '{ fra' })).body.dump
    const unknown = (await send('smartctl', { raw: '{ nobody' })).body.dump
    await expect(ingestDump(await only('INGEST', 'FRA1'), dumpInput('smartctl', '{ from fra'))).rejects.toThrow()
    const [newest] = (await world.api('GET', '/telemetry-dumps?limit=1')).body.items
    const sentFromFra = newest.id
    const dumps = [known, unknown, sentFromFra]
    const statuses = async (token: string) => {
      const answers = await Promise.all(dumps.map((id) => world.api('GET', `/telemetry-dumps/${id}`, { token })))
      return answers.map(({ status }) => status)
    }
    expect(await statuses(tokens.viewer)).toEqual([200, 200, 200])
    expect(await statuses(tokens.ingest)).toEqual([403, 403, 403])
    expect((await world.api('GET', '/telemetry-dumps', { token: tokens.ingest })).status).toBe(403)
    for (const [datacenter, seen] of [
      ['FRA1', [sentFromFra, known]],
      ['AMS1', []],
    ] as const) {
      const ctx = await only('VIEWER', datacenter)
      const { items } = await listDumps(ctx, { limit: 200 })
      expect(items.map(({ id }) => id).filter((id) => dumps.includes(id))).toEqual(seen)
      for (const id of dumps) {
        const got = getDump(ctx, { id }).then(
          () => 'shown',
          (error) => error.code,
        )
        expect(await got).toBe(seen.some((one) => one === id) ? 'shown' : 'forbidden')
      }
    }
    expect((await world.api('DELETE', `/telemetry-dumps/${known}`, { token: tokens.viewer })).status).toBe(403)
    expect((await world.api('DELETE', `/telemetry-dumps/${known}`)).status).toBe(204)
    expect((await world.api('GET', `/telemetry-dumps/${known}`)).status).toBe(404)
    const [audited] = (await world.api('GET', `/audit?entity=telemetry-dump&key=${known}`)).body.items
    expect(audited).toMatchObject({ action: 'telemetry.delete-dump' })
  })

  it('the list goes on by its cursor, and is filtered', async () => {
    const first = (await world.api('GET', '/telemetry-dumps?limit=2')).body
    const second = (await world.api('GET', `/telemetry-dumps?limit=2&cursor=${first.nextCursor}`)).body
    const ids = [...first.items, ...second.items].map(({ id }: { id: string }) => id)
    expect(new Set(ids).size).toBe(4)
    const { items } = (await world.api('GET', '/telemetry-dumps?format=prometheus&server=FRA-1')).body
    expect(items).toMatchObject([{ format: 'prometheus', barcode: 'FRA-1' }])
  })

  it('is read again as of when it came, once its server is known by that name, and is gone then', async () => {
    const log = (time: string) => `1 | 11/28/2026 | ${time} | Temperature CPU1 | Upper Critical going high | Asserted`
    const kept = await world.db.telemetryDump.create({
      data: {
        ...{
          format: 'ipmi-sel',
          sha256: new Uint8Array(32),
          barcode: 'FRA-1',
          contentType: 'text/plain',
          reason: 'a bug of ours',
        },
        ...{ body: new Uint8Array(Buffer.from(log('10:00:00'))), bytes: log('10:00:00').length, requestId: 'r' },
        ...{ receivedAt: new Date(Date.now() - 3_600_000), lastReceivedAt: new Date(Date.now() - 1_800_000) },
        datacenterId: (await world.db.datacenter.findUniqueOrThrow({ where: { code: 'FRA1' } })).id,
      },
    })
    const path = `/telemetry-dumps/${kept.id}/retry`
    expect((await world.api('POST', path, { token: tokens.viewer })).status).toBe(403)
    const answer = await world.api('POST', path)
    expect(answer).toMatchObject({ status: 202, body: { accepted: 1 } })
    expect((await world.api('POST', path)).status).toBe(404)
    const [audited] = (await world.api('GET', `/audit?entity=telemetry-dump&key=${kept.id}`)).body.items
    expect(audited).toMatchObject({ action: 'telemetry.retry-dump', detail: { format: 'ipmi-sel', accepted: 1 } })
  })

  it('stays, and is not counted once more, where it still cannot be read; of one that was cut off that is said', async () => {
    const { dump } = (await send('smartctl?barcode=FRA-1', { raw: '{ still' })).body
    const again = await world.api('POST', `/telemetry-dumps/${dump}/retry`)
    expect(again).toMatchObject({ status: 422, body: { code: 'unreadable', dump } })
    expect((await world.api('GET', `/telemetry-dumps/${dump}`)).body).toMatchObject({ times: 1 })
    const cut = (await send('ipmi-sel', { raw: 'y'.repeat(1_200_000) })).body.dump
    expect(await world.api('POST', `/telemetry-dumps/${cut}/retry`)).toMatchObject({
      status: 409,
      body: { code: 'conflict', bytes: 1_200_000, kept: 1_048_576 },
    })
  })
})
