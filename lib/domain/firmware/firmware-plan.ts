import { type ChainStep, type Flash, sameComponent, shortestChain, type UpgradeEdge } from './upgrade-graph'

export type ComponentVersion = { component: string; version: string }

/** One flash. Hops of one `group` are flashed together and verified together; groups run in order, from 1. */
export type FirmwareHop = Flash & { group: number; component: string; from: string; to: string }

export type FirmwareFailure = {
  component: string
  /** Null: the server does not say which version it has. */
  current: string | null
  target: string
  nearest: string | null
}

export type FirmwarePlan = { ok: true; hops: FirmwareHop[] } | { ok: false; failures: FirmwareFailure[]; words: string }

/**
 * What step 3 will flash: for each component whose version is not the target the shortest chain, in the order of the
 * targets' component names, so that the same server always gets the same plan. Where one component can't get there,
 * nothing is planned at all and each that can't is named.
 */
export function firmwarePlan(
  current: readonly ComponentVersion[],
  targets: readonly ComponentVersion[],
  edges: readonly UpgradeEdge[],
): FirmwarePlan {
  const chains = new Map<string, ChainStep[]>()
  const failures: FirmwareFailure[] = []
  const inOrder = [...targets].sort((a, b) => (a.component.toLowerCase() < b.component.toLowerCase() ? -1 : 1))
  for (const { component, version: target } of inOrder) {
    const has = current.find((entry) => sameComponent(entry.component, component))
    if (!has) {
      failures.push({ component, current: null, target, nearest: null })
      continue
    }
    const chain = shortestChain(edges, component, has.version, target)
    if (chain.ok) chains.set(component, chain.steps)
    else failures.push({ component, current: has.version, target, nearest: chain.nearest })
  }
  if (failures.length > 0) return { ok: false, failures, words: failures.map(failureInWords).join(' ') }
  return { ok: true, hops: new HopOrder(chains).hops() }
}

/** What a job's lastError says of one component. */
export function failureInWords({ component, current, target, nearest }: FirmwareFailure): string {
  if (current === null) return `${component}: its version is not known, the target is ${target}.`
  const reach =
    nearest === null || nearest === current
      ? 'no path leads from there'
      : `the nearest that can be reached is ${nearest}`
  return `${component}: no path from ${current} to ${target}; ${reach}.`
}

/** Sum of the hops' minutes, hops of a group counted once (the longest); null where any hop has no estimate. */
export function minutesOf(hops: readonly FirmwareHop[]): number | null {
  const longest = new Map<number, number>()
  for (const { group, minutes } of hops) {
    if (minutes === null) return null
    longest.set(group, Math.max(longest.get(group) ?? 0, minutes))
  }
  return [...longest.values()].reduce((sum, minutes) => sum + minutes, 0)
}

/**
 * Puts the chains one after another. A hop that must be flashed with another component takes that one's hop along in
 * its group: the one that names it in return, with what comes before it done first, else simply its next one. Where the
 * other is at its target already there is nothing to take along, and the hop stands alone.
 */
class HopOrder {
  private readonly left: Map<string, ChainStep[]>
  private readonly done: FirmwareHop[] = []
  private group = 0

  constructor(chains: ReadonlyMap<string, ChainStep[]>) {
    this.left = new Map([...chains].map(([component, steps]) => [component, [...steps]]))
  }

  hops(): FirmwareHop[] {
    for (const component of this.left.keys()) while (this.flashNext(component, [])) {}
    return this.done
  }

  /** Flashes the component's next hop; false when it has none. `waiting`: components whose hop waits for this one. */
  private flashNext(component: string, waiting: readonly string[]): boolean {
    const step = this.left.get(component)?.[0]
    if (!step) return false
    const partner = step.flashedWith === null ? null : this.find(step.flashedWith)
    const together = partner !== null && partner !== component && !waiting.includes(partner)
    if (together) this.bringUp(partner, component, [...waiting, component])
    // Bringing the partner up may have flashed this very hop along with one of the partner's.
    if (this.left.get(component)?.[0] !== step) return true
    this.group++
    this.take(component)
    if (together) this.take(partner)
    return true
  }

  /** Does what comes before the partner's hop that names `component`, where it has one. */
  private bringUp(partner: string, component: string, waiting: readonly string[]): void {
    const steps = this.left.get(partner) ?? []
    const at = steps.findIndex((step) => step.flashedWith !== null && sameComponent(step.flashedWith, component))
    const before = steps.slice(0, Math.max(0, at))
    for (const step of before) if (this.left.get(partner)?.[0] === step) this.flashNext(partner, waiting)
  }

  private take(component: string): void {
    const step = this.left.get(component)?.shift()
    if (!step) return
    const { flashedWith: _, ...flash } = step
    this.done.push({ group: this.group, component, ...flash })
  }

  private find(name: string): string | null {
    for (const component of this.left.keys()) if (sameComponent(component, name)) return component
    return null
  }
}
