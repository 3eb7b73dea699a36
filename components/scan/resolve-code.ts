import { apiGet } from '@/lib/client/api-fetch'
import { ApiProblem } from '@/lib/client/problem'
import type { SearchResult } from '@/lib/contracts/audit/audit'
import type { ElevationView } from '@/lib/contracts/inventory/rack'
import type { ServerView } from '@/lib/contracts/inventory/server'
import { foldCode } from '@/lib/domain/code'
import { nearestFit } from '@/lib/domain/rack-space'
import { occupantsOf } from '../racks/rack-cells'

/** What a scanned code turned out to be. */
export type Resolved =
  | { kind: 'server'; server: ServerView }
  | { kind: 'other'; match: SearchResult }
  | { kind: 'unknown' }

/** Looks a code up: as a server first, as that is what is scanned most, then as anything else that has exactly this code. */
export async function resolveCode(code: string): Promise<Resolved> {
  const server = await findServer(code)
  if (server !== null) return { kind: 'server', server }
  const match = await findOther(code, ['rack', 'warehouse', 'ticket', 'order', 'part'])
  return match === null ? { kind: 'unknown' } : { kind: 'other', match }
}

/** The thing of one of these kinds that has exactly this code, or null. */
export async function findOther(code: string, kinds: readonly SearchResult['kind'][]): Promise<SearchResult | null> {
  const { items } = await apiGet<{ items: SearchResult[] }>('/search', { q: code })
  const exact = items.filter((item) => foldCode(item.code) === foldCode(code))
  return exact.find((item) => kinds.includes(item.kind)) ?? null
}

async function findServer(code: string): Promise<ServerView | null> {
  try {
    return await apiGet<ServerView>(`/servers/${encodeURIComponent(code)}`)
  } catch (error) {
    if (error instanceof ApiProblem && error.problem.status === 404) return null
    throw error
  }
}

/** The lowest free unit of a rack, and how many units are free; u null where it is full. */
export async function findFreeUnit(rack: string): Promise<{ rack: string; u: number | null; free: number }> {
  const elevation = await apiGet<ElevationView>(`/racks/${encodeURIComponent(rack)}/elevation`)
  const u = nearestFit(elevation.rack, occupantsOf(elevation), { heightU: 1, face: 'front', depth: 'full' }, 1)
  return { rack: elevation.rack.code, u, free: Math.max(0, elevation.rack.heightU - elevation.rack.usedU) }
}
