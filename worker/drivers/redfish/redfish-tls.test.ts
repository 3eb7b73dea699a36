import { X509Certificate } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import type { BmcTls } from '@/lib/contracts/inventory/server'
import { aCertificate, type TestCertificate } from '@/lib/testing/certificates'
import { closeScriptedBmcs, scriptedBmc } from '@/lib/testing/scripted-bmc'
import { RedfishClient } from './redfish-client'

afterEach(closeScriptedBmcs)

const PATH = '/redfish/v1/Systems/1'
const soon = () => new Date(Date.now() + 5_000)
const sha256 = ({ cert }: TestCertificate) => new X509Certificate(cert).fingerprint256.replaceAll(':', '').toLowerCase()

/** A BMC that shows this certificate (further ones come along with it), and a client that believes it as `tls` says. */
async function service(certificate: TestCertificate, tls?: BmcTls, ...along: TestCertificate[]) {
  const cert = [certificate, ...along].map((each) => each.cert).join('')
  const bmc = await scriptedBmc(() => ({ body: { fine: true } }), { cert, key: certificate.key })
  const { address } = bmc
  const client = new RedfishClient({
    address,
    username: 'root',
    password: 'calvin',
    ...(tls === undefined ? {} : { tls }),
  })
  return { ...bmc, client }
}

const authority = aCertificate()
const stranger = aCertificate()
const self = aCertificate()
const issued = aCertificate({ issuer: authority })
const elsewhere = aCertificate({ issuer: authority, host: 'bmc.example' })
const expired = aCertificate({ days: -1 })
const ACCEPTED: BmcTls = { acceptSelfSigned: true }

describe('a certificate counts', () => {
  it.each<[string, TestCertificate, BmcTls]>([
    ['that the CA of the BMC has signed for its address', issued, { ca: authority.cert }],
    ['that one of several CAs has signed', issued, { ca: stranger.cert + authority.cert }],
    ['that is given as its own CA', self, { ca: self.cert }],
    ['that is pinned', self, { fingerprint: sha256(self) }],
    ['that is pinned, for whatever address and however old', expired, { fingerprint: sha256(expired) }],
    ['that is pinned, by whomever it is signed', elsewhere, { fingerprint: sha256(elsewhere) }],
    ['that is self-signed, where that is accepted', self, ACCEPTED],
    ['whose CA is not known, where that is accepted', issued, ACCEPTED],
    ['that is for another address, where that is accepted', elsewhere, ACCEPTED],
  ])('%s: it is read over one connection, and changed over others', async (_title, certificate, tls) => {
    const { client, lines } = await service(certificate, tls)
    expect((await client.get(PATH, soon())).body).toEqual({ fine: true })
    expect((await client.get(PATH, soon())).body).toEqual({ fine: true })
    expect((await client.post(PATH, {}, soon())).body).toEqual({ fine: true })
    expect(lines().slice(-3)).toEqual([`GET ${PATH}`, `GET ${PATH}`, `POST ${PATH}`])
    await client.close(soon())
  })

  it.each([
    ['with the CA itself', authority],
    ['with a CA between', aCertificate({ issuer: authority, host: 'between' })],
  ])('that comes %s, which is not known, where that is accepted', async (_title, above) => {
    const { client } = await service(aCertificate({ issuer: above }), ACCEPTED, above)
    expect((await client.get(PATH, soon())).body).toEqual({ fine: true })
    await client.close(soon())
  })
})

describe('a certificate does not count, and the service hears nothing', () => {
  const unknown = 'is signed by nobody who is known'
  const orElse = 'pin it, give its CA, or accept that it is self-signed, in the tls of its BMC.'
  it.each<[string, TestCertificate, BmcTls | undefined, string, string]>([
    ['that nobody known has signed', self, undefined, unknown, orElse],
    ['that an unknown CA has signed', issued, undefined, unknown, orElse],
    ['that another CA has signed', issued, { ca: stranger.cert }, unknown, orElse],
    [
      'that its CA has signed for another address',
      elsewhere,
      { ca: authority.cert },
      'is for another address',
      'pin it, or accept it as if it were self-signed, in the tls of its BMC.',
    ],
    [
      'that is not the pinned one, though its CA is the same',
      issued,
      { fingerprint: sha256(authority) },
      'is not the one that is pinned',
      'pin it if it is new, in the tls of its BMC.',
    ],
    [
      'that is over, even where self-signed ones are accepted',
      expired,
      ACCEPTED,
      'does not count (CERT_HAS_EXPIRED)',
      'renew it, or pin it, in the tls of its BMC.',
    ],
  ])('%s', async (_title, certificate, tls, fault, remedy) => {
    const { address, client, connections, asked } = await service(certificate, tls)
    const message = `its certificate ${fault} (SHA-256 ${sha256(certificate)}): ${remedy}`
    await expect(client.get(PATH, soon())).rejects.toMatchObject({ kind: 'refused', message })
    // Once: asked again, it would show the same.
    expect(connections()).toBe(1)
    // Without credentials there is no log-in that would be refused first.
    const open = new RedfishClient({ address, ...(tls === undefined ? {} : { tls }) })
    await expect(open.post(PATH, { secret: 1 }, soon())).rejects.toMatchObject({ kind: 'refused', message })
    expect(connections()).toBe(2)
    expect(asked).toEqual([])
  })

  it('that comes once it has logged in, for what is changed, over a connection of its own', async () => {
    const { client, asked, show } = await service(self, { fingerprint: sha256(self) })
    await client.get(PATH, soon())
    const before = asked.length
    show(stranger)
    await expect(client.post(PATH, {}, soon())).rejects.toMatchObject({ kind: 'refused' })
    await client.close(soon())
    expect(asked).toHaveLength(before)
  })
})
