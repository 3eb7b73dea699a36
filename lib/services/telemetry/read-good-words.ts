import { idArray } from '../../db/array-literal'
import type { TxCtx } from '../../db/context'
import { componentsOf } from '../../domain/telemetry/components'
import {
  clearedBy,
  nextWord,
  SYMPTOMS,
  type SymptomName,
  type SymptomWord,
  symptomKey,
} from '../../domain/telemetry/symptoms'

/** An event that asserts what heals by itself. */
export interface Assertion {
  serverId: number
  symptom: SymptomName
  at: Date
}

/**
 * Good words that were taken in without being noted, as nothing was wrong then, and that are newer than what is asserted now: by
 * server, then by `symptomKey`; those that are judged now, which are stored already, are not among them. One statement; the caller holds `lockHealing` for the assertions.
 */
export async function readGoodWords(
  tx: TxCtx,
  assertions: readonly Assertion[],
  judgedNow: readonly bigint[] = [],
): Promise<Map<number, Map<string, SymptomWord>>> {
  const found = new Map<number, Map<string, SymptomWord>>()
  if (assertions.length === 0) return found
  const asked = assertions.flatMap(({ serverId, symptom, at }) =>
    SYMPTOMS[symptom].clears.map((kind) => ({ serverId, kind, at: at.toISOString() })),
  )
  const rows = await tx.db.$queryRaw<
    { serverId: number; kind: string; at: number; payload: Record<string, unknown> }[]
  >`
    SELECT DISTINCT e.server_id AS "serverId", e.kind, (extract(epoch FROM e.ts) * 1000)::float8 AS at, e.payload
    FROM unnest(${asked.map((one) => one.serverId)}::int[], ${asked.map((one) => one.kind)}::text[],
                ${asked.map((one) => one.at)}::timestamptz[]) AS n(server_id, kind, at)
    JOIN telemetry_events e ON e.server_id = n.server_id AND e.ts > n.at AND e.kind = n.kind AND NOT e.id = ANY(${idArray(judgedNow)}::bigint[])`
  for (const { serverId, kind, at, payload } of rows) {
    const symptom = clearedBy(kind)
    if (symptom === null) continue
    const words = found.get(serverId) ?? new Map<string, SymptomWord>()
    for (const component of componentsOf(SYMPTOMS[symptom].type, payload)) {
      const key = symptomKey(symptom, component)
      if ((words.get(key)?.at ?? 0) < at) words.set(key, { state: 'CLEARED', at, since: at, flips: 0 })
    }
    found.set(serverId, words)
  }
  return found
}

/** What is known of a server's symptoms, with the good words that were not noted. */
export function withGoodWords(
  words: ReadonlyMap<string, SymptomWord>,
  good: ReadonlyMap<string, SymptomWord> | undefined,
): ReadonlyMap<string, SymptomWord> {
  if (good === undefined) return words
  const all = new Map(words)
  for (const [key, word] of good) all.set(key, nextWord(all.get(key), word.state, word.at))
  return all
}
