import { apiGet } from '@/lib/client/api-fetch'
import { ApiProblem } from '@/lib/client/problem'
import type { KnownCode, ScanStore } from '@/lib/client/scan-queue/scan-store'
import type { ResolvedCode, ResolveView } from '@/lib/contracts/inventory/resolve'
import type { ServerView } from '@/lib/contracts/inventory/server'
import { foldCode } from '@/lib/domain/code'
import { readCode } from '@/lib/domain/scan-code'

/** What a scanned code turned out to be. `away`: nobody could be asked, and this is what the device knows by itself. */
export type Resolved =
  | { kind: 'server'; server: ServerView }
  | { kind: 'other'; match: ResolvedCode }
  | { kind: 'unknown'; code: string }
  | { kind: 'no-code' }
  | { kind: 'away'; code: string; known: KnownCode | null }

const PATIENCE_MS = 4_000

/** Asks the server what a code is; where it can't be reached, the device. */
export async function resolveCode(typed: string, device: { store: ScanStore; away: boolean }): Promise<Resolved> {
  const [first] = readCode(typed).candidates
  if (first === undefined) return { kind: 'no-code' }
  const { store, away } = device
  // What is known to be away is not waited for: a hand scanner would be held up at each code.
  const view = away && !navigator.onLine ? null : await ask(typed)
  if (view === null) return { kind: 'away', code: first, known: await knownOf(store, typed) }
  const [match] = view.items
  if (match === undefined) return { kind: 'unknown', code: first }
  await store.know(knowable(match))
  return match.server === undefined ? { kind: 'other', match } : { kind: 'server', server: match.server }
}

/** The thing of one of these kinds that has this code, or null. */
export async function findOther(typed: string, kinds: readonly ResolvedCode['kind'][]): Promise<ResolvedCode | null> {
  const { items } = await apiGet<ResolveView>('/resolve', { code: typed })
  return items.find((item) => kinds.includes(item.kind)) ?? null
}

/** null where nothing reached the server; a refusal is thrown. */
async function ask(typed: string): Promise<ResolveView | null> {
  try {
    return await apiGet<ResolveView>('/resolve', { code: typed }, AbortSignal.timeout(PATIENCE_MS))
  } catch (error) {
    if (error instanceof ApiProblem && error.problem.status !== 0 && error.problem.status < 500) throw error
    return null
  }
}

async function knownOf(store: ScanStore, typed: string): Promise<KnownCode | null> {
  for (const candidate of readCode(typed).candidates) {
    const known = await store.known(foldCode(candidate))
    if (known !== null) return known
  }
  return null
}

function knowable({ kind, code, server }: ResolvedCode): KnownCode[] {
  if (kind === 'server') return [{ id: foldCode(code), code, kind, heightU: server?.heightU }]
  return kind === 'rack' || kind === 'warehouse' ? [{ id: foldCode(code), code, kind }] : []
}
