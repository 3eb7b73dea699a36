import { compareVersions, matchesVersion, sameVersion } from './version-compare'

/** What another component must have. `version`: a version or a range. */
export type VersionGuard = { component: string; version: string }

/**
 * An edge of a model's upgrade graph. `from`: a version or a range. `flashedWith`: another component, in one go.
 * `requires`: it may be flashed only while each of these holds. `reboot`: the new version runs only after a restart.
 * `address`, `sha256`: of the image; carried along, and nothing is decided by them.
 */
export type UpgradeEdge = {
  component: string
  from: string
  to: string
  minutes?: number | null
  flashedWith?: string | null
  requires?: readonly VersionGuard[] | null
  reboot?: boolean | null
  address?: string | null
  sha256?: string | null
}

/** How a version gets onto a component. */
export type Flash = { minutes: number | null; reboot: boolean; address: string | null; sha256: string | null }

/** One flash from a version to the next. */
export type ChainStep = Flash & {
  from: string
  to: string
  flashedWith: string | null
  requires: readonly VersionGuard[]
}

/** A step of one of several components. */
export type ComponentStep = ChainStep & { component: string }

export type Chain =
  | { ok: true; steps: ChainStep[] }
  /** `nearest`: of what can be reached (the current version included) the closest to the target. */
  | { ok: false; nearest: string }

type Reached = { version: string; hops: number; minutes: number; steps: ChainStep[] }

/**
 * The shortest chain of one component: fewest hops, or least minutes (then fewest hops) where every edge of the
 * component has its minutes. Of several as short, the one with the highest next version. Guards are not looked at.
 * @param edges those of the component; others are passed over
 */
export function shortestChain(
  edges: readonly UpgradeEdge[],
  component: string,
  current: string,
  target: string,
): Chain {
  const own = edgesOf(edges, component)
  const timed = isTimed(own)
  const settled: Reached[] = []
  const open: Reached[] = [{ version: current, hops: 0, minutes: 0, steps: [] }]
  for (let next = takeNearest(open, timed); next !== undefined; next = takeNearest(open, timed)) {
    const at = next
    if (settled.some((other) => sameVersion(other.version, at.version))) continue
    if (sameVersion(at.version, target)) return { ok: true, steps: at.steps }
    settled.push(at)
    for (const edge of own) if (matchesVersion(edge.from, at.version)) open.push(extend(at, edge))
  }
  return {
    ok: false,
    nearest: nearestTo(
      target,
      current,
      settled.map((reached) => reached.version),
    ),
  }
}

export function sameComponent(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}

/** The edges of a component, those that are preferred among equals first. */
export function edgesOf(edges: readonly UpgradeEdge[], component: string): UpgradeEdge[] {
  return edges.filter((edge) => sameComponent(edge.component, component)).sort(compareEdges)
}

/** Is time what counts among these edges of a component, and not the number of hops? */
export function isTimed(own: readonly UpgradeEdge[]): boolean {
  return own.length > 0 && own.every((edge) => typeof edge.minutes === 'number')
}

export function stepOf(edge: UpgradeEdge, from: string): ChainStep {
  const { to, minutes = null, flashedWith = null, address = null, sha256 = null } = edge
  return {
    from,
    to,
    minutes,
    flashedWith,
    requires: edge.requires ?? [],
    reboot: edge.reboot ?? false,
    address,
    sha256,
  }
}

function extend(reached: Reached, edge: UpgradeEdge): Reached {
  return {
    version: edge.to,
    hops: reached.hops + 1,
    minutes: reached.minutes + (edge.minutes ?? 0),
    steps: [...reached.steps, stepOf(edge, reached.version)],
  }
}

/** Takes the nearest out of `open`; of equals the one that was found first, so that the order of the edges decides. */
function takeNearest(open: Reached[], timed: boolean): Reached | undefined {
  let best = 0
  for (let i = 1; i < open.length; i++) {
    const a = open[i]
    const b = open[best]
    if (a && b && ((timed && a.minutes - b.minutes) || a.hops - b.hops) < 0) best = i
  }
  return open.splice(best, 1)[0]
}

/** The highest next version first; the rest only so that the order is total. */
function compareEdges(a: UpgradeEdge, b: UpgradeEdge): number {
  return (
    compareVersions(b.to, a.to) ||
    (a.minutes ?? 0) - (b.minutes ?? 0) ||
    compareText(a.to, b.to) ||
    compareText(a.from, b.from) ||
    compareText(a.flashedWith ?? '', b.flashedWith ?? '') ||
    (a.requires?.length ?? 0) - (b.requires?.length ?? 0) ||
    compareText(restOf(a), restOf(b))
  )
}

/** What tells two edges apart that are otherwise the same. */
function restOf({ requires, reboot, address, sha256 }: UpgradeEdge): string {
  const guards = (requires ?? []).map(({ component, version }) => [component, version])
  return JSON.stringify([guards, reboot ?? false, address ?? '', sha256 ?? ''])
}

/** On the way up the highest that does not pass the target, on the way down the lowest that does not. */
function nearestTo(target: string, current: string, reached: readonly string[]): string {
  const up = compareVersions(current, target) <= 0
  const short = reached.filter((version) =>
    up ? compareVersions(version, target) <= 0 : compareVersions(version, target) >= 0,
  )
  return short.reduce((best, version) => (compareVersions(version, best) > 0 === up ? version : best), current)
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
