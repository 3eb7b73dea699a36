import { type ComponentStep, sameComponent, type UpgradeEdge, type VersionGuard } from './upgrade-graph'
import { matchesVersion, sameVersion } from './version-compare'

/** The version of each component, by its name in lower case. */
export type Versions = ReadonlyMap<string, string>

/** The first guard that does not hold. One on a component that is not there never holds. */
export function unmetGuard(requires: readonly VersionGuard[], versions: Versions): VersionGuard | undefined {
  return requires.find(({ component, version }) => {
    const has = versions.get(component.toLowerCase())
    return has === undefined || !matchesVersion(version, has)
  })
}

/** Flashed in this order, does each guard hold at the moment of its flash, with what stood there before its group? */
export function guardsHold(groups: readonly ComponentStep[][], versions: Versions): boolean {
  const now = new Map(versions)
  return groups.every((group) => {
    const hold = group.every((step) => unmetGuard(step.requires, now) === undefined)
    for (const { component, to } of group) now.set(component.toLowerCase(), to)
    return hold
  })
}

/**
 * The edges whose guards would hold at some time if no version were ever lost again by flashing the next. No order of
 * hops meets the guards of the others, so leaving those out loses no plan. `neverMet`: the first such guard.
 * @param flashed the components that may be flashed; the others stay at their version
 */
export function meetableEdges(
  edges: readonly UpgradeEdge[],
  versions: Versions,
  flashed: readonly string[],
): { edges: UpgradeEdge[]; neverMet: (requires: readonly VersionGuard[]) => VersionGuard | undefined } {
  const moving = edges.filter((edge) => flashed.some((component) => sameComponent(component, edge.component)))
  const reached = new Map([...versions].map(([component, version]) => [component, [version]]))
  const neverMet = (requires: readonly VersionGuard[]) =>
    requires.find(({ component, version }) => {
      const ever = reached.get(component.toLowerCase()) ?? []
      return !ever.some((each) => matchesVersion(version, each))
    })
  for (let grows = true; grows; ) {
    grows = false
    for (const { component, from, to, requires } of moving) {
      const ever = reached.get(component.toLowerCase()) ?? []
      if (ever.some((version) => sameVersion(version, to))) continue
      if (!ever.some((version) => matchesVersion(from, version)) || neverMet(requires ?? [])) continue
      ever.push(to)
      grows = true
    }
  }
  return { edges: edges.filter(({ requires }) => neverMet(requires ?? []) === undefined), neverMet }
}

/** The parts in sets such that no guard and no pair leads from one set into another. */
export function tiedTogether<Part extends { component: string }>(
  parts: readonly Part[],
  edges: readonly UpgradeEdge[],
): Part[][] {
  let sets = parts.map((part) => [part])
  for (const { component, flashedWith, requires } of edges) {
    const tied = [component, flashedWith ?? component, ...(requires ?? []).map((guard) => guard.component)]
    const touched = sets.filter((set) => set.some((part) => tied.some((name) => sameComponent(name, part.component))))
    if (touched.length > 1) sets = [...sets.filter((set) => !touched.includes(set)), touched.flat()]
  }
  const inOrder = sets.map((set) => parts.filter((part) => set.includes(part)))
  return parts.flatMap((part) => inOrder.filter(([first]) => first === part))
}
