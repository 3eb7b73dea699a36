import { ButtonLink } from '@/components/ui/button'
import { DetailList, Section } from '@/components/ui/section'
import { toQueryString } from '@/lib/client/api-fetch'
import type { ElevationView } from '@/lib/contracts/inventory/rack'
import { freeRanges, unitsInWords } from '@/lib/domain/rack-space'
import { ColourLegend } from './colour-legend'
import { type Colouring, colourLabels, countServers, entryCounts } from './colourings'
import { takenIn } from './drag-places'
import { DragTray } from './drag-tray'
import { PlannedList } from './planned-list'
import { RackGauges } from './rack-gauges'

/** Beside the elevation while no server is chosen: budgets, what stands there by state, what is free, what is written of it. */
export function RackSummary(props: {
  elevation: ElevationView
  colouring: Colouring
  mayNotMove: string | null
  mayNotPlan: string | null
}) {
  const { elevation, colouring, mayNotMove, mayNotPlan } = props
  const { rack } = elevation
  const free = freeRanges(rack, takenIn(elevation, undefined), { heightU: 1, face: 'front', depth: 'full' }).reverse()
  return (
    <aside
      aria-label={`Rack ${rack.code}`}
      className="min-w-0 flex-1 self-stretch border-line border-l max-tab:w-full max-tab:border-t max-tab:border-l-0 wide:w-[360px] wide:flex-none"
    >
      <Section title="Budgets" note="a mark at 90 %">
        <RackGauges rack={rack} />
      </Section>
      <Section title={colourLabels[colouring.colour]}>
        <ColourLegend
          className="grid! grid-cols-2 gap-y-1.5!"
          colouring={colouring}
          counts={entryCounts(colouring, countServers(colouring.colour, elevation.servers))}
        />
        {rack.servers === 0 ? <p className="text-text2">Nothing stands here yet. Scan the first server in.</p> : null}
      </Section>
      <PlannedList elevation={elevation} mayNotMove={mayNotMove} mayNotPlan={mayNotPlan} />
      <DragTray mayNotPlan={mayNotPlan} />
      <Section title="Free" note="full depth">
        {free.length === 0 ? (
          <p className="text-text2">This rack is full.</p>
        ) : (
          <ul className="flex flex-wrap gap-1.5">
            {free.map((range) => (
              <li key={range.u}>
                <ButtonLink href={`/scan${toQueryString({ rack: rack.code, u: range.u })}`} glyph="scan">
                  {unitsInWords(range.u, range.heightU)}
                </ButtonLink>
              </li>
            ))}
          </ul>
        )}
      </Section>
      {rack.note === undefined && rack.tags.length === 0 ? null : (
        <Section title="Notes">
          <DetailList
            items={[
              { term: 'Tags', value: rack.tags.length === 0 ? null : rack.tags.join(', ') },
              { term: 'Note', value: rack.note ?? null },
            ]}
          />
        </Section>
      )}
      <Section title="Keys" className="max-wide:hidden">
        <p className="text-pretty text-text2">
          Arrows walk the servers, Enter opens one, Space picks it up: then arrows choose the place, Enter puts it
          there, Esc puts it back. Or drag it with the mouse.
        </p>
      </Section>
    </aside>
  )
}
