import { placeOf } from '@/components/servers/server-facts'
import { CodeText } from '@/components/ui/code-text'
import { countOf, formatCount } from '@/components/ui/numbers'
import type { RackHitsView, RackHitView } from '@/lib/contracts/inventory/rack-hit'
import { PanelLink } from './panel-link'
import { type RacksFilters, type RowRack, racksHref } from './racks-filters'

const SHOWN = 6

/** What the search found, in one line: how many are lit here, and where the others stand. */
export function SearchAnswer(props: {
  q: string
  found: RackHitsView | null
  racks: readonly RowRack[]
  filters: RacksFilters
}) {
  const { q, found, racks, filters } = props
  if (q === '') return null
  return (
    <p role="status" className="mb-2 flex min-h-5 flex-wrap items-baseline gap-x-2 gap-y-1 text-text2">
      {found === null ? (
        'Looking…'
      ) : (
        <Answer q={q} found={found} here={new Set(racks.map((rack) => rack.code))} filters={filters} />
      )}
    </p>
  )
}

function Answer(props: { q: string; found: RackHitsView; here: Set<string>; filters: RacksFilters }) {
  const { q, here, filters } = props
  const { items: found, more } = props.found
  const lit = found.filter((server) => server.rack !== undefined && here.has(server.rack))
  const elsewhere = found.filter((server) => server.rack === undefined || !here.has(server.rack))
  const link = (server: RackHitView, where: string) => (
    <span key={server.barcode} className="whitespace-nowrap">
      <PanelLink href={racksHref(filters, { server: server.barcode })} className="mono link font-medium text-text">
        {server.barcode}
      </PanelLink>{' '}
      {where}
    </span>
  )
  if (found.length === 0) {
    return (
      <span>
        Nothing has <CodeText>{q}</CodeText> in its barcode, serial or host name.
      </span>
    )
  }
  return (
    <>
      <b className="text-text">{lit.length === 0 ? 'None in these racks' : `${countOf(lit.length, 'server')} lit`}</b>
      {lit.slice(0, SHOWN).map((server) => link(server, `${server.rack} U${server.u}`))}
      {lit.length > SHOWN ? <span>and {lit.length - SHOWN} more</span> : null}
      {elsewhere.length === 0 ? null : (
        <>
          <span>elsewhere:</span>
          {elsewhere.slice(0, SHOWN).map((server) => link(server, placeOf(server) ?? 'nowhere yet'))}
          {elsewhere.length > SHOWN ? <span>and {elsewhere.length - SHOWN} more</span> : null}
        </>
      )}
      {more ? <span>More than {formatCount(found.length)} fit: type more of the code.</span> : null}
    </>
  )
}
