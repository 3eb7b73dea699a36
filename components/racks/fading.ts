import { COLOURS } from '@/lib/contracts/inventory/rack-colours'
import { keyOf } from './colourings'
import type { StandingServer } from './rack-cells'
import type { Kept } from './racks-filters'

/** Which servers fade: those that are not among what is kept, of any kind. */
export function isFadedBy(kept: Kept): (server: StandingServer) => boolean {
  const kinds = COLOURS.flatMap((colour) => {
    const keys = kept[colour]
    return keys === undefined ? [] : [{ colour, keys: new Set(keys) }]
  })
  return (server) => kinds.some(({ colour, keys }) => !keys.has(keyOf(colour, server)))
}
