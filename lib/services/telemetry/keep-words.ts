import type { TxCtx } from '../../db/context'
import type { SymptomWord } from '../../domain/telemetry/symptoms'

/** The words of a server that changed, by `symptomKey`, and whether its latest HOST_UNREACHABLE is kept back. */
export interface WordUpdate {
  serverId: number
  words: ReadonlyMap<string, SymptomWord>
  suppressed: boolean
}

/** Keeps server_symptoms, in the order of its key and in one statement. The caller has locked the servers. */
export async function keepWords(tx: TxCtx, updates: readonly WordUpdate[]): Promise<void> {
  const rows = updates.flatMap(({ serverId, words, suppressed }) =>
    [...words].map(([key, word]) => {
      const gap = key.indexOf(' ')
      const symptom = key.slice(0, gap)
      const component = key.slice(gap + 1)
      return { serverId, symptom, component, ...word, suppressed: symptom === 'host' && suppressed }
    }),
  )
  if (rows.length === 0) return
  await tx.db.$executeRaw`
    INSERT INTO server_symptoms AS g (server_id, symptom, component, state, at, since, flips, suppressed)
    SELECT * FROM unnest(${rows.map((row) => row.serverId)}::int[], ${rows.map((row) => row.symptom)}::text[],
                ${rows.map((row) => row.component)}::text[], ${rows.map((row) => row.state)}::text[],
                ${rows.map((row) => new Date(row.at).toISOString())}::timestamptz[], ${rows.map((row) => new Date(row.since).toISOString())}::timestamptz[],
                ${rows.map((row) => row.flips)}::int[],
                ${rows.map((row) => row.suppressed)}::boolean[])
         AS n(server_id, symptom, component, state, at, since, flips, suppressed)
    ORDER BY n.server_id, n.symptom, n.component
    ON CONFLICT (server_id, symptom, component) DO UPDATE SET
      state = excluded.state, at = excluded.at, since = excluded.since, flips = excluded.flips, suppressed = excluded.suppressed`
}
