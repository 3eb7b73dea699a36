'use client'

import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { classNames } from '@/components/ui/class-names'
import { Glyph } from '@/components/ui/glyph'
import type { FirmwareGraphView } from '@/lib/contracts/provisioning/firmware-graph'
import { sameVersion } from '@/lib/domain/firmware/version-compare'
import type { About } from './about'
import { type FirmwareFilters, firmwareHref } from './firmware-filters'
import { GraphDrawing, type GraphProps } from './graph-drawing'
import { marksOf } from './graph-geometry'
import { type VersionGraph, versionGraph } from './version-graph'
import { litLines, type Way, wayBetween } from './way'

/** More lines than these are a list only: nobody follows them in a picture. */
const MOST_LINES = 400

/** The picture, in a region of its own that scrolls; from the top down on a phone. Below it, what is under the pointer. */
export function GraphRegion({ graph, filters }: About) {
  const [words, setWords] = useState<string | null>(null)
  // Words come and go with the pointer: nothing is laid out anew for them.
  const shown = useMemo(() => ({ ...pictureOf(graph, filters), onOver: setWords }), [graph, filters])
  const { lines } = shown.graph
  const end = filters.to ?? graph.target
  if (lines.length > MOST_LINES)
    return (
      <p className="px-4 py-6 text-text2">{`${lines.length} paths are too many to draw. The list below has them all.`}</p>
    )
  return (
    <div className="min-w-0">
      <Scrolled end={end} className="max-tab:hidden">
        <GraphDrawing {...shown} direction="right" />
      </Scrolled>
      <Scrolled end={end} className="tab:hidden">
        <GraphDrawing {...shown} direction="down" />
      </Scrolled>
      <p
        aria-live="off"
        className="flex min-h-8 flex-wrap items-center gap-x-4 gap-y-1 px-4 pb-2 text-small text-text2"
      >
        {words ?? <Legend drawn={shown.graph} />}
      </p>
    </div>
  )
}

/** What is drawn, what of it is lit, and where its parts lead. */
function pictureOf(graph: FirmwareGraphView, filters: FirmwareFilters): Omit<GraphProps, 'onOver'> {
  const { from, to, path } = filters
  const way = from === undefined || to === undefined ? null : wayBetween(graph, from, to)
  const drawn = versionGraph(graph, { versions: [from, to].flatMap((one) => one ?? []), hops: way?.hops ?? [] })
  const end = to ?? graph.target
  return {
    graph: drawn,
    label: `Upgrade graph of ${graph.component} of ${graph.model}`,
    lit: { nodes: litNodes(drawn, way, from), lines: litLines(drawn, way?.hops ?? []) },
    missing: way === null || way.ok || to === undefined ? null : missingLine(drawn, way.nearest, to),
    chosen: path,
    end: end === undefined ? undefined : keyOf(drawn, end),
    hrefOfVersion: (version) => firmwareHref(filters, { from: version, to: end }),
    hrefOfPath: (id) => firmwareHref(filters, { path: id }),
  }
}

const MARGIN = 24

/** A region of its own: the page does not move. What is in view at first is where the way ends, or the target. */
function Scrolled({ end, className, children }: { end: string | undefined; className: string; children: ReactNode }) {
  const region = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const seen = region.current?.getBoundingClientRect()
    const box = end === undefined ? undefined : region.current?.querySelector('[data-end]')?.getBoundingClientRect()
    if (seen === undefined || box === undefined || seen.width === 0) return
    const past = (low: number, high: number, from: number, to: number) =>
      high > to ? high - to + MARGIN : low < from ? low - from - MARGIN : 0
    region.current?.scrollBy({
      left: past(box.left, box.right, seen.left, seen.right),
      top: past(box.top, box.bottom, seen.top, seen.bottom),
    })
  }, [end])
  return (
    <div ref={region} className={classNames('max-h-[65dvh] overflow-auto px-4 py-4', className)}>
      {children}
    </div>
  )
}

const LEGEND = [
  { glyph: 'retry', words: 'restarts the server' },
  { glyph: 'shield', words: 'wants another component first' },
  { glyph: 'plus', words: 'flashed together with another' },
] as const

/** What the glyphs mean that stand in this drawing. */
function Legend({ drawn }: { drawn: VersionGraph }): ReactNode {
  const shown = new Set(drawn.lines.flatMap((line) => marksOf(line).map(({ glyph }) => glyph)))
  return LEGEND.filter(({ glyph }) => shown.has(glyph)).map(({ glyph, words }) => (
    <span key={glyph} className="inline-flex items-center gap-1 text-text3">
      <Glyph name={glyph} size={12} /> {words}
    </span>
  ))
}

function litNodes(drawn: VersionGraph, way: Way | null, from: string | undefined): ReadonlySet<string> {
  const versions = [...(from === undefined ? [] : [from]), ...(way?.hops.map(({ to }) => to) ?? [])]
  const lit = drawn.nodes.filter(
    ({ kind, version }) => kind === 'version' && versions.some((one) => sameVersion(one, version)),
  )
  return new Set(lit.map(({ key }) => key))
}

function missingLine(drawn: VersionGraph, nearest: string, to: string) {
  return { from: keyOf(drawn, nearest), to: keyOf(drawn, to) }
}

function keyOf({ nodes }: VersionGraph, version: string): string {
  return nodes.find((node) => node.kind === 'version' && sameVersion(node.version, version))?.key ?? version
}
