'use client'

import { Glyph } from '@/components/ui/glyph'
import type { ElevationView } from '@/lib/contracts/inventory/rack'
import type { Face } from '@/lib/domain/rack-space'
import { cellBox } from './cell-look'
import { shortCode } from './rack-cells'

/** Over one face: where what stands here is to go. */
export function GoingMarks({ elevation, face }: { elevation: ElevationView; face: Face }) {
  return elevation.servers.map((server) =>
    server.planned === undefined || (server.depth === 'half' && server.face !== face) ? null : (
      <div
        key={server.barcode}
        className="pointer-events-none absolute inset-x-0 z-3 flex items-center justify-end pr-1"
        style={cellBox(server)}
      >
        <span className="mono flex items-center gap-1 rounded-chip border border-control border-dashed bg-raised px-1 text-[10.5px] text-text2 leading-[13px]">
          <Glyph name="arrow-right" size={10} title="is to go to" />
          {server.planned.rack === elevation.rack.code ? '' : `${shortCode(server.planned.rack)} `}U{server.planned.u}
        </span>
      </div>
    ),
  )
}
