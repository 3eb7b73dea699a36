'use client'

import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { Glyph } from '@/components/ui/glyph'
import { sameVersion } from '@/lib/domain/firmware/version-compare'
import type { About } from './about'
import { firmwareHref } from './firmware-filters'
import { GraphDrawing } from './graph-drawing'
import { marksOf } from './graph-geometry'
import { type VersionGraph, versionGraph } from './version-graph'
import { litLines, type Way, wayBetween } from './way'

/** More lines than these are a list only: nobody follows them in a picture. */
const MOST_LINES = 400

/** The picture, in a region of its own that scrolls; from the top down on a phone. Below it, what is under the pointer. */
export function GraphRegion({ graph, filters }: About) {
  const { from, to, path } = filters
  const [words, setWords] = useState<string | null>(null)
  const region = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // The end of a long graph is what one comes for: the target, and how the way gets there.
    if (region.current !== null) region.current.scrollLeft = region.current.scrollWidth
  }, [])
  const drawn = useMemo(
    () =>
      versionGraph(
        graph,
        [from, to].flatMap((one) => one ?? []),
      ),
    [graph, from, to],
  )
  const way = from === undefined || to === undefined ? null : wayBetween(graph, from, to)
  if (drawn.lines.length > MOST_LINES)
    return (
      <p className="px-4 py-6 text-text2">{`${drawn.lines.length} paths are too many to draw. The list below has them all.`}</p>
    )
  const props = {
    graph: drawn,
    label: `Upgrade graph of ${graph.component} of ${graph.model}`,
    lit: { nodes: litNodes(drawn, way, from), lines: litLines(drawn, way?.hops ?? []) },
    missing: way === null || way.ok || to === undefined ? null : missingLine(drawn, way.nearest, to),
    chosen: path,
    hrefOfVersion: (version: string) => firmwareHref(filters, { from: version, to: to ?? graph.target }),
    hrefOfPath: (id: string) => firmwareHref(filters, { path: id }),
    onOver: setWords,
  }
  return (
    <div className="min-w-0">
      <div ref={region} className="overflow-x-auto px-4 py-4 max-tab:hidden">
        <GraphDrawing {...props} direction="right" />
      </div>
      <div className="overflow-x-auto px-4 py-4 tab:hidden">
        <GraphDrawing {...props} direction="down" />
      </div>
      <p
        aria-live="off"
        className="flex min-h-8 flex-wrap items-center gap-x-4 gap-y-1 px-4 pb-2 text-small text-text2"
      >
        {words ?? <Legend drawn={drawn} />}
      </p>
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
  const keyOf = (version: string) =>
    drawn.nodes.find((node) => node.kind === 'version' && sameVersion(node.version, version))?.key ?? version
  return { from: keyOf(nearest), to: keyOf(to) }
}
