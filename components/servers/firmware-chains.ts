import type { ServerView } from '@/lib/contracts/inventory/server'
import type { ServerModelView } from '@/lib/contracts/inventory/server-model'
import { meetableEdges } from '@/lib/domain/firmware/guards'
import { shortestChain, type UpgradeEdge } from '@/lib/domain/firmware/upgrade-graph'

export interface FirmwareLine {
  component: string
  /** Null: the server never said. */
  current: string | null
  target: string | null
  /** Versions from the current one to the target, both included; null where the graph is not known or leads nowhere. */
  chain: readonly string[] | null
  /** Minutes of the chain; null where a hop has no estimate. */
  minutes: number | null
  /** Where no path leads to the target: the closest version that can be reached. */
  nearest: string | null
  state: 'at-target' | 'behind' | 'no-path' | 'no-target' | 'unknown'
}

/**
 * Each component beside its target, with the chain there; those that are behind come first. Edges whose guards this server
 * can never meet lead nowhere. `edges` null: not read yet.
 */
export function firmwareLines(
  server: Pick<ServerView, 'firmware'>,
  targets: ServerModelView['firmwareTargets'],
  edges: readonly UpgradeEdge[] | null,
): FirmwareLine[] {
  const ways = edges === null ? null : meetable(server, targets, edges)
  const seen = new Set(server.firmware.map(({ component }) => component.toLowerCase()))
  const unsaid = targets
    .filter(({ component }) => !seen.has(component.toLowerCase()))
    .map(({ component, version }) => ({ component, target: version }))
  const lines = [
    ...server.firmware.map(({ component, version, target }) => lineOf(component, version, target ?? null, ways)),
    ...unsaid.map(({ component, target }) => lineOf(component, null, target, ways)),
  ]
  const order = { 'no-path': 0, behind: 1, unknown: 2, 'at-target': 3, 'no-target': 4 }
  return lines.sort((a, b) => order[a.state] - order[b.state] || a.component.localeCompare(b.component, 'en'))
}

function meetable(
  { firmware }: Pick<ServerView, 'firmware'>,
  targets: ServerModelView['firmwareTargets'],
  edges: readonly UpgradeEdge[],
): readonly UpgradeEdge[] {
  const versions = new Map(firmware.map(({ component, version }) => [component.toLowerCase(), version]))
  const flashed = targets.map(({ component }) => component)
  return meetableEdges(edges, versions, flashed).edges
}

function lineOf(
  component: string,
  current: string | null,
  target: string | null,
  edges: readonly UpgradeEdge[] | null,
): FirmwareLine {
  const line = { component, current, target, chain: null, minutes: null, nearest: null }
  if (target === null) return { ...line, state: 'no-target' }
  if (current === null) return { ...line, state: 'unknown' }
  if (current === target) return { ...line, state: 'at-target' }
  if (edges === null) return { ...line, state: 'behind' }
  const chain = shortestChain(edges, component, current, target)
  if (!chain.ok) return { ...line, state: 'no-path', nearest: chain.nearest === current ? null : chain.nearest }
  if (chain.steps.length === 0) return { ...line, state: 'at-target' }
  const minutes = chain.steps.every((step) => step.minutes !== null)
    ? chain.steps.reduce((sum, step) => sum + (step.minutes ?? 0), 0)
    : null
  return { ...line, state: 'behind', chain: [current, ...chain.steps.map((step) => step.to)], minutes }
}
