import { shortestChain, type UpgradeEdge } from './upgrade-graph'
import { sameVersion } from './version-compare'

/** What a component is to have, and the edges that lead there. */
export interface FirmwareGoal {
  target: string | null
  edges: readonly UpgradeEdge[]
}

/** Servers by what was last read of a component, as it was written; null: never. */
export interface InstalledVersion {
  version: string | null
  servers: number
}

export type Standing = 'at-target' | 'behind' | 'no-path' | 'no-target' | 'unread'

/** So many servers, which are those with these versions. */
export interface Share {
  servers: number
  versions: string[]
}

/** What a change of targets or edges does: how many servers come to stand otherwise, and how many then have no way there. */
export interface FirmwareEffect {
  fallBehind: Share
  becomeCurrent: Share
  losePath: Share
  gainPath: Share
  /** All that have no path afterwards, those that had none before included. */
  noPath: Share
}

/** Where a server with this version stands, if it meets all guards. */
export function standingOf(goal: FirmwareGoal, component: string, version: string | null): Standing {
  if (goal.target === null) return 'no-target'
  if (version === null) return 'unread'
  if (sameVersion(version, goal.target)) return 'at-target'
  return shortestChain(goal.edges, component, version, goal.target).ok ? 'behind' : 'no-path'
}

/** Compares where each version stands before and after. A version that was never read stands where it stood. */
export function firmwareEffect(
  component: string,
  goals: { before: FirmwareGoal; after: FirmwareGoal },
  installed: readonly InstalledVersion[],
): FirmwareEffect {
  const effect: FirmwareEffect = {
    fallBehind: { servers: 0, versions: [] },
    becomeCurrent: { servers: 0, versions: [] },
    losePath: { servers: 0, versions: [] },
    gainPath: { servers: 0, versions: [] },
    noPath: { servers: 0, versions: [] },
  }
  for (const { version, servers } of installed) {
    if (version === null) continue
    const was = standingOf(goals.before, component, version)
    const is = standingOf(goals.after, component, version)
    const short = is === 'behind' || is === 'no-path'
    const wasShort = was === 'behind' || was === 'no-path'
    const shares: (keyof FirmwareEffect)[] = [
      ...(short && !wasShort ? (['fallBehind'] as const) : []),
      ...(wasShort && is === 'at-target' ? (['becomeCurrent'] as const) : []),
      ...(is === 'no-path' ? (['noPath'] as const) : []),
      ...(is === 'no-path' && was === 'behind' ? (['losePath'] as const) : []),
      ...(was === 'no-path' && is === 'behind' ? (['gainPath'] as const) : []),
    ]
    for (const share of shares) {
      effect[share].servers += servers
      effect[share].versions.push(version)
    }
  }
  return effect
}
