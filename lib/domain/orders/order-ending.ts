import type { JobState } from '../job-state'
import type { ServerState } from '../server-state'

/** The two ways in which an order ends. */
export type OrderEnd = 'cancel' | 'release'

/** Whether a server is wiped before it is free: it has data on it, or a customer had it and the order is released. */
export function wipedFirst(server: { needsWipe: boolean; state: ServerState }, end: OrderEnd): boolean {
  return server.needsWipe || (end === 'release' && server.state === 'IN_SERVICE')
}

/** A server that is given back stays where it stands. */
export function stateWhenFree(server: { rackId: number | null }): 'RACKED' | 'IN_WAREHOUSE' {
  return server.rackId === null ? 'IN_WAREHOUSE' : 'RACKED'
}

/** When a provision job of a cancelled order ends: one that waits at once, one that runs between steps; null: it has ended. */
export function jobEndsWhen(status: JobState): 'now' | 'after-step' | null {
  if (status === 'PENDING') return 'now'
  return status === 'RUNNING' ? 'after-step' : null
}

/** Servers that keep an order from being released: what is being provisioned has to end first. */
export function busyServers<S extends { state: ServerState }>(servers: readonly S[]): S[] {
  return servers.filter(({ state }) => state === 'PROVISIONING')
}
