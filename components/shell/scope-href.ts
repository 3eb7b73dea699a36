/** A place's URL within the current scope; null is all datacenters. */
export function withScope(href: string, scope: string | null): string {
  return scope === null ? href : `${href}?datacenter=${encodeURIComponent(scope)}`
}
