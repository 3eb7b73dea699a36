import { guardedOrder, MOST_STATES } from './guarded-order'
import { guardsHold, meetableEdges, tiedTogether, unmetGuard, type Versions } from './guards'
import { HopOrder } from './hop-order'
import type { Part, Place } from './places'
import {
  type ChainStep,
  type ComponentStep,
  type Flash,
  shortestChain,
  type UpgradeEdge,
  type VersionGuard,
} from './upgrade-graph'

export type ComponentVersion = { component: string; version: string }

/** One flash. Hops of one `group` are flashed together and verified together; groups run in order, from 1. */
export type FirmwareHop = Flash & { group: number; component: string; from: string; to: string }

export type FirmwareFailure = {
  component: string
  /** Null: the server does not say which version it has. */
  current: string | null
  target: string
  nearest: string | null
  /** In words, where edges lead to the target: what keeps them from being flashed. */
  inTheWay?: string
}

export type FirmwarePlan = { ok: true; hops: FirmwareHop[] } | { ok: false; failures: FirmwareFailure[]; words: string }

type ChainedPart = Part & { steps: ChainStep[] }
type Ordered = { groups: ComponentStep[][]; failures: FirmwareFailure[] }

/**
 * What step 3 will flash: for each component whose version is not the target the shortest chain, in the order of the
 * targets' component names, so that the same server always gets the same plan. Where one component can't get there,
 * nothing is planned at all and each that can't is named.
 *
 * Each guard holds when the group of its hop begins. Guards that hold in the usual order change nothing else; where one
 * does not, the components that are tied together are ordered anew, and `guardedOrder` says what that promises. Only
 * components with a target are flashed, so that a guard on any other holds from the start or never.
 */
export function firmwarePlan(
  current: readonly ComponentVersion[],
  targets: readonly ComponentVersion[],
  edges: readonly UpgradeEdge[],
): FirmwarePlan {
  const versions = new Map(current.toReversed().map(({ component, version }) => [component.toLowerCase(), version]))
  const inOrder = [...targets].sort((a, b) => (a.component.toLowerCase() < b.component.toLowerCase() ? -1 : 1))
  const meetable = meetableEdges(
    edges,
    versions,
    inOrder.map(({ component }) => component),
  )
  const parts: ChainedPart[] = []
  const ends = new Map(versions)
  const failures: FirmwareFailure[] = []
  for (const { component, version: target } of inOrder) {
    const has = versions.get(component.toLowerCase())
    if (has === undefined) {
      failures.push({ component, current: null, target, nearest: null })
      continue
    }
    const chain = shortestChain(meetable.edges, component, has, target)
    ends.set(component.toLowerCase(), chain.ok ? target : chain.nearest)
    if (chain.ok) parts.push({ component, current: has, target, steps: chain.steps })
    else failures.push({ component, current: has, target, nearest: chain.nearest })
  }
  if (failures.length > 0) return failed(failures.map((failure) => withGuard(failure, edges, meetable.neverMet, ends)))
  const ordered = order(parts, meetable.edges, versions)
  if (ordered.failures.length > 0) return failed(ordered.failures)
  return { ok: true, hops: ordered.groups.flatMap((group, index) => group.map((step) => hopOf(step, index + 1))) }
}

/** What a job's lastError says of one component. */
export function failureInWords({ component, current, target, nearest, inTheWay }: FirmwareFailure): string {
  if (current === null) return `${component}: its version is not known, the target is ${target}.`
  const reach =
    nearest === null || nearest === current
      ? 'no path leads from there'
      : `the nearest that can be reached is ${nearest}`
  const why = inTheWay === undefined ? '' : `: ${inTheWay}`
  return `${component}: no path from ${current} to ${target}; ${reach}${why}.`
}

/** Sum of the hops' minutes, hops of a group counted once (the longest); null where any hop has no estimate. */
export function minutesOf(hops: readonly Pick<FirmwareHop, 'group' | 'minutes'>[]): number | null {
  const longest = new Map<number, number>()
  for (const { group, minutes } of hops) {
    if (minutes === null) return null
    longest.set(group, Math.max(longest.get(group) ?? 0, minutes))
  }
  return [...longest.values()].reduce((sum, minutes) => sum + minutes, 0)
}

/** The usual order where each guard holds in it; else each set of parts that are tied together by itself. */
function order(parts: readonly ChainedPart[], edges: readonly UpgradeEdge[], versions: Versions): Ordered {
  const groups = new HopOrder(new Map(parts.map(({ component, steps }) => [component, steps]))).groups()
  if (guardsHold(groups, versions)) return { groups, failures: [] }
  const sets = tiedTogether(parts, edges)
  if (sets.length > 1) {
    const each = sets.map((set) => order(set, edges, versions))
    return { groups: each.flatMap((one) => one.groups), failures: each.flatMap((one) => one.failures) }
  }
  const found = guardedOrder(parts, edges)
  if (found.ok) return { groups: found.groups, failures: [] }
  const now = new Map(versions)
  for (const { component, version } of found.stuck) now.set(component.toLowerCase(), version)
  const failures = parts.flatMap(({ component, current, target }) => {
    const at = found.stuck.find((place) => place.component === component)
    if (at === undefined || at.left.hops === 0) return []
    const inTheWay = found.gaveUp ? GAVE_UP : inTheWayOf(at, now)
    return [{ component, current, target, nearest: at.version, inTheWay }]
  })
  return { groups: [], failures }
}

const GAVE_UP = `no order was found among the first ${MOST_STATES} combinations of versions`

/** Of a part that is stuck, what its hops wait for. */
function inTheWayOf({ component, moves }: Place, now: Versions): string {
  for (const { step } of moves) {
    const guard = unmetGuard(step.requires, now)
    if (guard) return guardInWords(step.to, guard, now)
  }
  const paired = moves.find(({ step }) => step.flashedWith !== null)?.step
  return `${paired?.to ?? component} has to be flashed together with ${paired?.flashedWith ?? 'another'}, which cannot be`
}

/** Where a chain would lead to the target but for guards: with the first of them that never holds. */
function withGuard(
  failure: FirmwareFailure,
  edges: readonly UpgradeEdge[],
  neverMet: (requires: readonly VersionGuard[]) => VersionGuard | undefined,
  ends: Versions,
): FirmwareFailure {
  const { component, current, target } = failure
  const chain = current === null ? null : shortestChain(edges, component, current, target)
  for (const { to, requires } of chain?.ok ? chain.steps : []) {
    const guard = neverMet(requires)
    if (guard) return { ...failure, inTheWay: guardInWords(to, guard, ends) }
  }
  return failure
}

function guardInWords(to: string, { component, version }: VersionGuard, versions: Versions): string {
  const has = versions.get(component.toLowerCase())
  const stands = has === undefined ? 'which the server does not have' : `which stays at ${has}`
  return `${to} wants ${component} ${version}, ${stands}`
}

function failed(failures: FirmwareFailure[]): FirmwarePlan {
  return { ok: false, failures, words: failures.map(failureInWords).join(' ') }
}

function hopOf({ component, from, to, minutes, reboot, address, sha256 }: ComponentStep, group: number): FirmwareHop {
  return { group, component, from, to, minutes, reboot, address, sha256 }
}
