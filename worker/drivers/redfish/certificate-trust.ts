import type { Socket } from 'node:net'
import { type PeerCertificate, TLSSocket } from 'node:tls'
import type { BmcTls } from '@/lib/contracts/inventory/server'
import { HardwareError } from '../../hardware-driver'

export interface CertificateTrust {
  /** PEM; undefined: the authorities that the system knows. */
  ca: string | undefined
  /** Why nothing may be sent over a connection that stands; null where the certificate that it shows counts. */
  refusal(socket: Socket): HardwareError | null
}

/** These say no more than that, so that they are what accepting self-signed ones passes over. */
const SIGNED_BY_NOBODY_KNOWN = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
])
const FOR_ANOTHER_ADDRESS = 'ERR_TLS_CERT_ALTNAME_INVALID'

/** Without `tls`, a certificate counts as that of any https address does. */
export function certificateTrust(tls: BmcTls | undefined): CertificateTrust {
  return { ca: tls !== undefined && 'ca' in tls ? tls.ca : undefined, refusal: (socket) => refusal(tls, socket) }
}

function refusal(tls: BmcTls | undefined, socket: Socket): HardwareError | null {
  if (!(socket instanceof TLSSocket)) return showsNone()
  // Not getPeerX509Certificate, which on a client's socket gives it the first time only. Empty where there is none.
  const { fingerprint256 }: Partial<PeerCertificate> = socket.getPeerCertificate()
  if (fingerprint256 === undefined) return showsNone()
  const shown = fingerprint256.replaceAll(':', '').toLowerCase()
  if (tls !== undefined && 'fingerprint' in tls) {
    return shown === tls.fingerprint ? null : refused('is not the one that is pinned', shown, 'pin it if it is new')
  }
  if (socket.authorized) return null
  // Node gives the code, whatever its types say.
  const code = String(socket.authorizationError)
  const selfSigned = tls !== undefined && 'acceptSelfSigned' in tls
  return selfSigned && onlyUnknown(code) ? null : refused(fault(code), shown, remedy(code))
}

function showsNone(): HardwareError {
  return new HardwareError('refused', 'it showed no certificate.')
}

function onlyUnknown(code: string): boolean {
  return SIGNED_BY_NOBODY_KNOWN.has(code) || code === FOR_ANOTHER_ADDRESS
}

function fault(code: string): string {
  if (SIGNED_BY_NOBODY_KNOWN.has(code)) return 'is signed by nobody who is known'
  return code === FOR_ANOTHER_ADDRESS ? 'is for another address' : `does not count (${code})`
}

function remedy(code: string): string {
  if (SIGNED_BY_NOBODY_KNOWN.has(code)) return 'pin it, give its CA, or accept that it is self-signed'
  return code === FOR_ANOTHER_ADDRESS ? 'pin it, or accept it as if it were self-signed' : 'renew it, or pin it'
}

function refused(fault: string, shown: string, remedy: string): HardwareError {
  return new HardwareError('refused', `its certificate ${fault} (SHA-256 ${shown}): ${remedy}, in the tls of its BMC.`)
}
