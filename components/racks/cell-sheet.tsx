import type { Health } from '@/lib/domain/state-words'
import type { Canvas } from './cell-parts'
import { colouringOf } from './colourings'
import { ElevationDefs } from './elevation-defs'
import type { StandingServer } from './rack-cells'
import { serverCell } from './server-cell'

const canvas: Canvas = { size: 'row', scale: 20, width: 138, rackU: 1 }

/** What an elevation may show of one server, as the racks draw it. */
const shown: readonly { title: string; note: string; health: Health; trouble?: string; faded?: boolean }[] = [
  { title: 'OK', note: 'plain, thin line', health: 'OK' },
  { title: 'Warning', note: 'stripes, one way', health: 'WARNING', trouble: 'CHECK_COOLING' },
  { title: 'Critical', note: 'solid, diamond', health: 'CRITICAL', trouble: 'REPLACE_DISK' },
  { title: 'No data', note: 'dots', health: 'NO_DATA' },
  { title: 'Filtered out', note: 'outline, no text', health: 'OK', faded: true },
]

/** The cells of the acceptance sheet: health on an elevation, by pattern as well as by tone. */
export function CellSheet() {
  const { entryOf } = colouringOf('health', [])
  return (
    <ul className="flex flex-wrap gap-x-3.5 gap-y-3">
      <ElevationDefs />
      {shown.map(({ title, note, health, trouble, faded = false }) => {
        const server: StandingServer = {
          ...{ barcode: 'SRV-004217', state: 'IN_SERVICE', u: 1, heightU: 1, face: 'front', depth: 'full' },
          ...{ held: false, openHighTickets: 0, health },
          ...(trouble === undefined ? {} : { trouble }),
        }
        return (
          <li key={title}>
            <svg width="138" height="20" aria-hidden="true" className="block overflow-visible">
              {serverCell({ canvas, server, entry: entryOf(server), colour: 'health', faded })}
            </svg>
            <b className="block leading-5">{title}</b>
            <span className="block text-small text-text3">{note}</span>
          </li>
        )
      })}
    </ul>
  )
}
