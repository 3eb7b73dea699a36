import type { ServerNames } from './reading'

export type NamedServer = { barcode: string; hostnames: readonly string[]; serial: string | null }

export type ServerMatch<S extends NamedServer> = { found: S } | { ambiguous: string[] } | { found: null }

/** `gros-12.example.net:9100`, `http://gros-12:9100/metrics`, `[::1]:9100` → the host alone, in lower case. */
export function bareHost(name: string): string {
  const rest = name
    .trim()
    .toLowerCase()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//, '')
    .replace(/\/.*$/, '')
  const inBrackets = /^\[([^\]]+)\]/.exec(rest)?.[1]
  if (inBrackets !== undefined) return inBrackets
  const colons = rest.split(':').length - 1
  return (colons === 1 ? rest.replace(/:\d*$/, '') : rest).replace(/\.+$/, '')
}

const isAddress = (host: string): boolean => /^[\d.]+$/.test(host) || host.includes(':')
const firstLabel = (host: string): string => host.split('.')[0] ?? ''

/**
 * Under which keys a server may be found that is called so: its whole name, and a bare name and one with a domain also by
 * the first label (`haas_host_keys` in the database makes the same keys of a server's host names: `gros-12.` of
 * `gros-12.example.net`).
 */
export function hostKeys(name: string): string[] {
  const host = bareHost(name)
  if (host === '' || isAddress(host)) return host === '' ? [] : [host]
  return host.includes('.') ? [host, firstLabel(host)] : [host, `${host}.`]
}

/** The server that is meant, of those that may be: by a whole name, then by the first label, then by its serial. */
export function matchServer<S extends NamedServer>(names: ServerNames, candidates: readonly S[]): ServerMatch<S> {
  for (const name of names.hostnames) {
    const host = bareHost(name)
    const called = (test: (own: string) => boolean) =>
      candidates.filter(({ hostnames }) => hostnames.some((own) => test(bareHost(own))))
    const match =
      only(called((own) => own === host)) ?? only(isAddress(host) ? [] : called((own) => isShortFor(own, host)))
    if (match !== null) return match
  }
  for (const serial of names.serials) {
    const match = only(candidates.filter((one) => one.serial?.trim().toLowerCase() === serial.trim().toLowerCase()))
    if (match !== null) return match
  }
  return { found: null }
}

/** One of both is bare, and they begin with the same label: names under two domains are two servers. */
function isShortFor(a: string, b: string): boolean {
  return a.includes('.') !== b.includes('.') && !isAddress(a) && firstLabel(a) === firstLabel(b)
}

function only<S extends NamedServer>(servers: readonly S[]): ServerMatch<S> | null {
  const [first, second] = servers
  if (first === undefined) return null
  return second === undefined ? { found: first } : { ambiguous: servers.map(({ barcode }) => barcode) }
}

/** The keys of one of a server's own host names, as the database makes them. */
export function ownKeys(hostname: string): string[] {
  const host = bareHost(hostname)
  return host.includes('.') ? [host, `${firstLabel(host)}.`] : [host]
}
