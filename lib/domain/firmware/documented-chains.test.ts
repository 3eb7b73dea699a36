import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { shortestChain, type UpgradeEdge } from './upgrade-graph'
import { compareVersions, sameVersion } from './version-compare'

const TABLE = '../shared/fixtures/firmware/documented_chains.csv'

interface Documented {
  id: string
  component: string
  from: string
  to: string
  /** One of these has to be installed on the way. */
  stops: string[]
}

/** Rules that vendors published: to come from one version to another, one of some has to be installed first. */
const documented = existsSync(TABLE) ? readTable(readFileSync(TABLE, 'utf8')) : []

describe.skipIf(documented.length === 0)('chains that vendors document (skipped where the table is absent)', () => {
  it.each(documented)('$id: $component from $from to $to goes by one of $stops, the highest', (row) => {
    const chain = shortestChain(edgesOf(row), row.component, row.from, row.to)
    const highest = row.stops.reduce((best, stop) => (compareVersions(stop, best) > 0 ? stop : best))
    expect(chain).toMatchObject({
      ok: true,
      steps: [
        { from: row.from, to: highest },
        { from: highest, to: row.to },
      ],
    })
  })

  it.each(documented)('$id: in whichever order the edges come', (row) => {
    const edges = edgesOf(row)
    const chain = shortestChain(edges, row.component, row.from, row.to)
    expect(shortestChain([...edges].reverse(), row.component, row.from, row.to)).toEqual(chain)
  })

  it.each(documented)('$id: from a stop it is one hop, and without any there is no way', (row) => {
    for (const stop of row.stops) {
      expect(shortestChain(edgesOf(row), row.component, stop, row.to)).toMatchObject({ steps: [{ to: row.to }] })
    }
    const direct = edgesOf({ ...row, stops: [] })
    expect(shortestChain(direct, row.component, row.from, row.to)).toEqual({ ok: false, nearest: row.from })
  })
})

/** Any lower version leads to each stop, and only the stops lead to the end. */
function edgesOf({ component, from, to, stops }: Documented): UpgradeEdge[] {
  return [
    ...stops.map((stop) => ({ component, from: `>=${from} <${stop}`, to: stop })),
    ...stops.map((stop) => ({ component, from: stop, to })),
  ].filter((edge) => !sameVersion(edge.from, edge.to))
}

function readTable(text: string): Documented[] {
  const [, ...lines] = text.trim().split('\n')
  return lines.map((line) => {
    // Only what stands after the columns that are read is ever quoted.
    const [id = '', , component = '', from = '', to = '', stops = ''] = line.split(',')
    return { id, component, from, to, stops: stops.match(/\d+(?:\.\d+)+/g) ?? [] }
  })
}
