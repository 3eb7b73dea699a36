import { apiGet } from '@/lib/client/api-fetch'
import type { ElevationView } from '@/lib/contracts/inventory/rack'
import { nearestFit } from '@/lib/domain/rack-space'
import { occupantsOf } from '../racks/rack-cells'

/** The lowest free unit of a rack, and how many units are free; u null where it is full. */
export async function findFreeUnit(rack: string): Promise<{ rack: string; u: number | null; free: number }> {
  const elevation = await apiGet<ElevationView>(`/racks/${encodeURIComponent(rack)}/elevation`)
  const u = nearestFit(elevation.rack, occupantsOf(elevation), { heightU: 1, face: 'front', depth: 'full' }, 1)
  return { rack: elevation.rack.code, u, free: Math.max(0, elevation.rack.heightU - elevation.rack.usedU) }
}
