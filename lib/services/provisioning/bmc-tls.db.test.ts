import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aCertificate } from '../../testing/certificates'
import { testActor } from '../../testing/context'
import { type ApiWorld, apiWorld } from '../../testing/http'
import { bmcAccess } from './bmc-access'
import { readPowerTarget } from './read-power-target'

let world: ApiWorld
beforeAll(async () => {
  world = await apiWorld()
  await world.api('POST', '/datacenters', { body: { code: 'TLS' } })
  await world.api('POST', '/servers', { body: { barcode: 'TLS-1', datacenter: 'TLS' } })
})
afterAll(() => world.close())

const address = 'https://10.0.0.1'
const edit = (bmc: object | null) => world.api('PATCH', '/servers/TLS-1', { body: { bmc } })
/** As a worker gets it. */
const reached = async () => {
  const { id } = await world.db.server.findUniqueOrThrow({ where: { barcode: 'TLS-1' } })
  const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }
  const ctx = { actor: testActor('ADMIN'), db: world.db, clock: () => new Date(), log, requestId: 'test' }
  const target = await readPowerTarget(ctx, { serverId: id })
  return target === null ? null : bmcAccess(target)
}

const { cert, key } = aCertificate()
const AB = 'ab'.repeat(32)
const withColons = Array.from({ length: 32 }, () => 'AB').join(':')

describe('how the certificate of a BMC is believed', () => {
  it.each([
    ['a CA', { ca: cert }, { ca: cert.trim() }],
    ['several CAs', { ca: `${cert}\n${cert}` }, { ca: `${cert}\n${cert}`.trim() }],
    ['a fingerprint', { fingerprint: AB }, { fingerprint: AB }],
    ['a fingerprint as tools print it', { fingerprint: withColons }, { fingerprint: AB }],
    ['self-signed ones', { acceptSelfSigned: true }, { acceptSelfSigned: true }],
  ])('%s: is kept, shown, and told to the worker', async (_title, tls, kept) => {
    const { status, body } = await edit({ driver: 'redfish', address, tls })
    expect([status, body.bmc]).toEqual([200, { driver: 'redfish', address, tls: kept }])
    expect((await world.api('GET', '/servers/TLS-1')).body.bmc.tls).toEqual(kept)
    expect(await reached()).toEqual({ address, tls: kept })
  })

  it('can be said when the server is recorded', async () => {
    const bmc = { driver: 'redfish', address, tls: { fingerprint: AB } }
    const made = await world.api('POST', '/servers', { body: { barcode: 'TLS-2', datacenter: 'TLS', bmc } })
    expect([made.status, made.body.bmc]).toEqual([201, bmc])
  })

  it('goes with a BMC that is recorded without it, and with one that is taken away; the audit log knows since when', async () => {
    const accept = { acceptSelfSigned: true }
    await edit({ driver: 'redfish', address, tls: accept })
    expect((await edit({ driver: 'redfish', address })).body.bmc).toEqual({ driver: 'redfish', address })
    expect(await reached()).toEqual({ address })
    await edit({ driver: 'redfish', address, tls: accept })
    expect((await edit(null)).body.bmc).toBeUndefined()
    const entries = await world.db.auditEntry.findMany({ where: { key: 'TLS-1' }, orderBy: { id: 'desc' }, take: 3 })
    expect(entries.map(({ detail }) => detail)).toMatchObject([
      { bmcTls: { from: accept, to: null } },
      { bmcTls: { from: null, to: accept } },
      { bmcTls: { from: accept, to: null } },
    ])
  })

  it.each<[string, object, string]>([
    ['text that is no PEM', { ca: 'trust me' }, 'bmc.tls.ca'],
    ['PEM that holds no certificate', { ca: cert.replace(/^(.+\n)M/, '$1A') }, 'bmc.tls.ca'],
    ['a second certificate that is none', { ca: `${cert}${cert.replace(/^(.+\n)M/, '$1A')}` }, 'bmc.tls.ca'],
    ['a key beside the certificate, which everybody would be shown', { ca: cert + key }, 'bmc.tls.ca'],
    ['a fingerprint that is too short', { fingerprint: AB.slice(2) }, 'bmc.tls.fingerprint'],
    ['a fingerprint of other letters', { fingerprint: AB.replace('a', 'g') }, 'bmc.tls.fingerprint'],
    ['not to accept', { acceptSelfSigned: false }, 'bmc.tls.acceptSelfSigned'],
    ['nothing at all', {}, 'bmc.tls.'],
    ['two ways at once', { fingerprint: AB, acceptSelfSigned: true }, 'bmc.tls.'],
  ])('refuses %s, and names the field', async (_title, tls, path) => {
    const { status, body } = await edit({ driver: 'redfish', address, tls })
    expect(status).toBe(400)
    expect(body.errors.some((error: { path: string }) => error.path.startsWith(path))).toBe(true)
  })

  it('is refused where no certificate is ever shown', async () => {
    const { status, body } = await edit({ driver: 'redfish', address: 'http://10.0.0.1', tls: { fingerprint: AB } })
    expect([status, body.errors[0].path]).toEqual([400, 'bmc.tls'])
  })
})
