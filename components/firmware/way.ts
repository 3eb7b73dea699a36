import type { FirmwareGraphView } from '@/lib/contracts/provisioning/firmware-graph'
import type { FirmwarePathView } from '@/lib/contracts/provisioning/firmware-path'
import { type ChainStep, shortestChain, stepOf, type UpgradeEdge } from '@/lib/domain/firmware/upgrade-graph'
import { matchesVersion, sameVersion } from '@/lib/domain/firmware/version-compare'
import type { VersionGraph } from './version-graph'

/** One flash of a way: along which path, from and to which version. */
export interface WayHop {
  path: FirmwarePathView
  from: string
  to: string
}

export type Way =
  /** minutes: null where a hop has no estimate. */
  | { ok: true; hops: WayHop[]; minutes: number | null; restarts: number }
  /** `hops` lead to the nearest version that can be reached, if that is another one. */
  | { ok: false; hops: WayHop[]; nearest: string }

type Given = Pick<FirmwareGraphView, 'component' | 'paths'>

/** The way from one version to another, as a job would choose it for a server that meets all guards. */
export function wayBetween(graph: Given, from: string, to: string): Way {
  const component = graph.component ?? ''
  const edges = graph.paths.map(edgeOf)
  const chain = shortestChain(edges, component, from, to)
  if (!chain.ok) {
    const part = sameVersion(chain.nearest, from) ? null : shortestChain(edges, component, from, chain.nearest)
    return { ok: false, nearest: chain.nearest, hops: part?.ok ? hopsOf(graph.paths, part.steps) : [] }
  }
  const hops = hopsOf(graph.paths, chain.steps)
  const minutes = hops.map(({ path }) => path.minutes ?? null)
  return {
    ok: true,
    hops,
    minutes: minutes.some((one) => one === null) ? null : minutes.reduce<number>((sum, one) => sum + (one ?? 0), 0),
    restarts: hops.filter(({ path }) => path.reboot).length,
  }
}

/** Keys of the lines that the hops run along, joins into a range included. */
export function litLines({ lines }: VersionGraph, hops: readonly WayHop[]): ReadonlySet<string> {
  const lit = lines.filter(({ path, from }) =>
    hops.some((hop) => hop.path.id === path.id && (from.startsWith('range ') || sameVersion(from, hop.from))),
  )
  return new Set(lit.map(({ key }) => key))
}

function hopsOf(paths: readonly FirmwarePathView[], steps: readonly ChainStep[]): WayHop[] {
  return steps.flatMap((step) => {
    const path = paths.find((one) => matchesVersion(one.from, step.from) && isStep(one, step))
    return path === undefined ? [] : [{ path, from: step.from, to: step.to }]
  })
}

function edgeOf(path: FirmwarePathView): UpgradeEdge {
  const { component, from, to, requires, reboot } = path
  const { minutes = null, flashedWith = null, address = null, sha256 = null } = path
  return { component, from, to, minutes, flashedWith, requires, reboot, address, sha256 }
}

function isStep(path: FirmwarePathView, step: ChainStep): boolean {
  return JSON.stringify(stepOf(edgeOf(path), step.from)) === JSON.stringify(step)
}

export type Verdict =
  | { state: 'at-target' | 'no-target' }
  | { state: 'behind'; hops: number; minutes: number | null }
  | { state: 'no-path'; nearest: string }

/** Where servers with this version stand to the target. */
export function verdictOf(graph: Given & Pick<FirmwareGraphView, 'target'>, version: string): Verdict {
  if (graph.target === undefined) return { state: 'no-target' }
  if (sameVersion(version, graph.target)) return { state: 'at-target' }
  const way = wayBetween(graph, version, graph.target)
  if (!way.ok) return { state: 'no-path', nearest: way.nearest }
  return { state: 'behind', hops: way.hops.length, minutes: way.minutes }
}
