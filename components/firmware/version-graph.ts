import type { FirmwareGraphView } from '@/lib/contracts/provisioning/firmware-graph'
import type { FirmwarePathView } from '@/lib/contracts/provisioning/firmware-path'
import { compareVersions, isVersionRange, matchesVersion, sameVersion } from '@/lib/domain/firmware/version-compare'

/** A version, or (`range`) all that a path takes which nobody has by name, or too many to draw a line from each. */
export interface VersionNode {
  key: string
  /** The version, or the range as it was written. */
  version: string
  kind: 'version' | 'range'
  servers: number
  isTarget: boolean
}

/** A line from a version (or range) to the next. `join`: from a version into the range that it belongs to. */
export interface VersionLine {
  key: string
  from: string
  to: string
  path: FirmwarePathView
  join: boolean
}

export interface VersionGraph {
  nodes: VersionNode[]
  lines: VersionLine[]
}

/** From so many versions a path by range is drawn as a line each; from more, by a node of its own. */
const MOST_LINES = 4

type Given = Pick<FirmwareGraphView, 'paths' | 'installed' | 'target'>

/**
 * What is drawn of a component: every version that a path leads from or to by name, that a server has, or that is the
 * target, the lowest first, and the paths between them. A range stands right before what it leads to.
 * @param also versions of the question that is asked ("from A to B")
 */
export function versionGraph({ paths, installed, target }: Given, also: readonly string[] = []): VersionGraph {
  const named = [
    ...installed.map(({ version }) => version),
    ...(target === undefined ? [] : [target]),
    ...paths.flatMap(({ from, to }) => (isVersionRange(from) ? [to] : [from, to])),
    ...also,
  ]
  const versions: string[] = []
  for (const one of named) if (!versions.some((other) => sameVersion(other, one))) versions.push(one)
  versions.sort(compareVersions)
  const nodes = versions.map((version): VersionNode => {
    const servers = installed.find((one) => sameVersion(one.version, version))?.servers ?? 0
    const isTarget = target !== undefined && sameVersion(version, target)
    return { key: version, version, kind: 'version', servers, isTarget }
  })
  const keyOf = (version: string) => versions.find((one) => sameVersion(one, version)) ?? version
  const lines: VersionLine[] = []
  for (const path of paths) {
    const to = keyOf(path.to)
    const starts = isVersionRange(path.from)
      ? versions.filter((version) => version !== to && matchesVersion(path.from, version))
      : [keyOf(path.from)]
    const direct = starts.length > 0 && starts.length <= MOST_LINES
    const range = `range ${path.id}`
    if (!direct) {
      const node: VersionNode = { key: range, version: path.from, kind: 'range', servers: 0, isTarget: false }
      nodes.splice(
        nodes.findIndex(({ key }) => key === to),
        0,
        node,
      )
    }
    for (const from of starts)
      lines.push({ key: `${path.id} ${from}`, from, to: direct ? to : range, path, join: !direct })
    if (!direct) lines.push({ key: path.id, from: range, to, path, join: false })
  }
  return { nodes, lines }
}
