import type { FirmwareGraphView } from '@/lib/contracts/provisioning/firmware-graph'
import type { FirmwarePathView } from '@/lib/contracts/provisioning/firmware-path'
import { compareVersions, isVersionRange, matchesVersion, sameVersion } from '@/lib/domain/firmware/version-compare'

/** A version, or (`range`) all that a path takes which nobody has by name, or too many to draw a line from each. */
export interface VersionNode {
  key: string
  /** The version, or the range as it was written. */
  version: string
  kind: 'version' | 'range'
  /** Of a range: how many of the versions that are drawn it takes. */
  members: number
  servers: number
  isTarget: boolean
}

/** A line from a version (or range) to the next. `join`: from a version of the way into the range that takes it. */
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

/** From so many versions a path by range is drawn as a line each; of more, it is a node of its own. */
const MOST_LINES = 4

type Given = Pick<FirmwareGraphView, 'paths' | 'target'> & {
  installed: readonly Pick<FirmwareGraphView['installed'][number], 'version' | 'servers'>[]
}

/** What is asked for: its versions are drawn though nobody has them, and its hops are joined to the ranges they go by. */
export interface Asked {
  versions: readonly string[]
  hops: readonly { path: FirmwarePathView; from: string }[]
}
const NOTHING: Asked = { versions: [], hops: [] }

/**
 * What is drawn of a component: every version that a path leads from or to by name, that a server has, or that is the
 * target, the lowest first, and the paths between them. A range stands right before what it leads to.
 */
export function versionGraph(given: Given, asked: Asked = NOTHING): VersionGraph {
  const versions = versionsOf(given, asked)
  const nodes = versions.map((version) => versionNode(version, given))
  const keyOf = (version: string) => versions.find((one) => sameVersion(one, version)) ?? version
  const lines: VersionLine[] = []
  for (const path of given.paths) {
    const to = keyOf(path.to)
    const starts = isVersionRange(path.from)
      ? versions.filter((version) => version !== to && matchesVersion(path.from, version))
      : [keyOf(path.from)]
    if (starts.length > 0 && starts.length <= MOST_LINES) {
      for (const from of starts) lines.push({ key: `${path.id} ${from}`, from, to, path, join: false })
      continue
    }
    const range = `range ${path.id}`
    const place = nodes.findIndex(({ key }) => key === to)
    const about = { members: starts.length, servers: 0, isTarget: false }
    nodes.splice(place, 0, { key: range, version: path.from, kind: 'range', ...about })
    for (const hop of asked.hops) {
      if (hop.path.id !== path.id) continue
      const from = keyOf(hop.from)
      lines.push({ key: `${path.id} ${from}`, from, to: range, path, join: true })
    }
    lines.push({ key: path.id, from: range, to, path, join: false })
  }
  return { nodes, lines }
}

function versionsOf({ paths, installed, target }: Given, asked: Asked): string[] {
  const named = [
    ...installed.map(({ version }) => version),
    ...(target === undefined ? [] : [target]),
    ...paths.flatMap(({ from, to }) => (isVersionRange(from) ? [to] : [from, to])),
    ...asked.versions,
  ]
  const versions: string[] = []
  for (const one of named) if (!versions.some((other) => sameVersion(other, one))) versions.push(one)
  return versions.sort(compareVersions)
}

function versionNode(version: string, { installed, target }: Given): VersionNode {
  const servers = installed.find((one) => sameVersion(one.version, version))?.servers ?? 0
  const isTarget = target !== undefined && sameVersion(version, target)
  return { key: version, version, kind: 'version', members: 0, servers, isTarget }
}
