import { SERVER_STATES, type ServerState } from './server-state'

/** A change as the audit log has it: of the state, of the place, or both. */
export interface LifeChange {
  at: Date
  from: string | null
  to: string | null
  /** undefined: it stayed where it was; null: it stands nowhere. */
  place?: string | null
}

export interface LifeSpan<T> {
  value: T
  from: Date
  to: Date | null
}

const stateOf = (word: string | null): ServerState | undefined => SERVER_STATES.find((state) => state === word)

/** One after another, each until the next begins; a value that only repeats the one before lengthens it. */
function spansOf<T>(starts: readonly { value: T; at: Date }[]): LifeSpan<T>[] {
  const spans: LifeSpan<T>[] = []
  for (const { value, at } of starts) {
    const last = spans.at(-1)
    if (last?.value === value) continue
    if (last !== undefined) last.to = at
    spans.push({ value, from: at, to: null })
  }
  return spans
}

/** What a server was and where, from its changes, oldest first; `now` where no change says anything. */
export function lifeOf(
  changes: readonly LifeChange[],
  known: { since: Date; changed: Date; state: ServerState; place: string | null },
): { states: LifeSpan<ServerState>[]; places: LifeSpan<string | null>[] } {
  const states: { value: ServerState; at: Date }[] = []
  const places: { value: string | null; at: Date }[] = []
  for (const change of changes) {
    const [from, to] = [stateOf(change.from), stateOf(change.to)]
    if (states.length === 0 && from !== undefined) states.push({ value: from, at: known.since })
    if (to !== undefined) states.push({ value: to, at: change.at })
    if (change.place !== undefined) places.push({ value: change.place, at: change.at })
  }
  // A log that does not lead to what is known now (brought in from elsewhere): it became so at the latest when it was last changed.
  const last = states.at(-1)
  if (last !== undefined && last.value !== known.state) {
    states.push({ value: known.state, at: known.changed > last.at ? known.changed : last.at })
  }
  return {
    states: spansOf(states.length === 0 ? [{ value: known.state, at: known.since }] : states),
    places: spansOf(places.length === 0 ? [{ value: known.place, at: known.since }] : places),
  }
}
