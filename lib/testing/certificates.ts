/** X.509 certificates made at the moment, by hand: Node can read and check them but not make them. */
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { isIPv4 } from 'node:net'

export interface TestCertificate {
  /** PEM, as `createServer` of node:https takes them. */
  cert: string
  key: string
  name: string
  privateKey: KeyObject
}

const DAY_MS = 86_400_000
const der = (tag: number, ...content: Uint8Array[]): Buffer => {
  const body = Buffer.concat(content)
  const size = body.length < 0x80 ? [body.length] : [0x82, body.length >> 8, body.length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), body])
}
const sequence = (...content: Uint8Array[]) => der(0x30, ...content)
const octets = (hex: string) => Buffer.from(hex, 'hex')
const oid = (hex: string) => der(0x06, octets(hex))
const time = (at: number) => der(0x18, Buffer.from(`${new Date(at).toISOString().replaceAll(/\D/g, '').slice(0, 14)}Z`))
const bits = (content: Uint8Array) => der(0x03, Buffer.from([0]), content)

const ECDSA_WITH_SHA256 = sequence(oid('2a8648ce3d040302'))
const nameOf = (commonName: string) => sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(commonName)))))
/** It may sign others. Critical. */
const BASIC_CONSTRAINTS = sequence(oid('551d13'), octets('0101ff'), der(0x04, sequence(octets('0101ff'))))
const alternativeName = (host: string) => {
  const name = isIPv4(host) ? der(0x87, Buffer.from(host.split('.').map(Number))) : der(0x82, Buffer.from(host))
  return sequence(oid('551d11'), der(0x04, sequence(name)))
}

/** For `host`, signed by `issuer`, or by itself; it holds until in `days` days (negative: it is over). */
export function aCertificate(
  options: { host?: string; issuer?: TestCertificate; days?: number } = {},
): TestCertificate {
  const { host = '127.0.0.1', issuer, days = 10 } = options
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const serial = der(0x02, Buffer.from([1]), publicKey.export({ type: 'spki', format: 'der' }).subarray(-8))
  const ends = Date.now() + days * DAY_MS
  const name = issuer === undefined ? `Signed by itself ${serial.toString('hex')}` : host
  const signed = sequence(
    der(0xa0, octets('020102')),
    serial,
    ECDSA_WITH_SHA256,
    nameOf(issuer?.name ?? name),
    sequence(time(ends - 1_000 * DAY_MS), time(ends)),
    nameOf(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(BASIC_CONSTRAINTS, alternativeName(host))),
  )
  const signature = sign('sha256', signed, issuer?.privateKey ?? privateKey)
  const body = sequence(signed, ECDSA_WITH_SHA256, bits(signature)).toString('base64')
  const cert = `-----BEGIN CERTIFICATE-----\n${body.match(/.{1,64}/g)?.join('\n')}\n-----END CERTIFICATE-----\n`
  return { cert, key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), name, privateKey }
}
