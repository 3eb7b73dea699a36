/** One drawn arrow: `by` names who or what makes it. */
export type Transition<S extends string, By extends string> = { readonly from: S; readonly to: S; readonly by: By }

export type Machine<S extends string, By extends string> = {
  readonly states: readonly S[]
  readonly transitions: readonly Transition<S, By>[]
  /** The states that can follow, in drawing order. Empty for a final state. */
  allowed(from: S): readonly S[]
  canGo(from: S, to: S): boolean
  /** The states it may be reached from: the `state IN (…)` of the guarded update. */
  sources(to: S): readonly S[]
  /** Who makes the arrow, or null when it is not drawn. */
  by(from: S, to: S): By | null
  isFinal(state: S): boolean
}

/**
 * Makes a state machine from its table. Throws at import when an arrow is drawn twice, as then `by` would be ambiguous.
 */
export function defineMachine<const S extends string, const By extends string>(table: {
  states: readonly S[]
  transitions: readonly Transition<NoInfer<S>, By>[]
}): Machine<S, By> {
  const next = new Map<S, Map<S, By>>(table.states.map((state) => [state, new Map()]))
  for (const { from, to, by } of table.transitions) {
    const row = next.get(from)
    if (!row || !next.has(to)) throw new Error(`The transition ${from} → ${to} names an unknown state`)
    if (row.has(to)) throw new Error(`The transition ${from} → ${to} is drawn twice`)
    row.set(to, by)
  }
  const allowed = (from: S): readonly S[] => [...(next.get(from)?.keys() ?? [])]
  return {
    states: table.states,
    transitions: table.transitions,
    allowed,
    canGo: (from, to) => next.get(from)?.has(to) ?? false,
    sources: (to) => table.states.filter((state) => next.get(state)?.has(to)),
    by: (from, to) => next.get(from)?.get(to) ?? null,
    isFinal: (state) => allowed(state).length === 0,
  }
}

/** What a button or an answer shows of one action: refused ones keep their place, with the reason beside them. */
export type ActionState<A extends string, S extends string> = {
  action: A
  /** The button's words. */
  label: string
  /** The state it leads to, where it leads to one. */
  to?: S
  allowed: boolean
  /** Why not, in words; only when it is not allowed. */
  reason?: string
}

/** Builds one `ActionState`: `refusal` null means allowed. */
export function action<A extends string, S extends string>(
  name: A,
  label: string,
  refusal: string | null,
  to?: S,
): ActionState<A, S> {
  return {
    action: name,
    label,
    ...(to === undefined ? {} : { to }),
    ...(refusal === null ? { allowed: true } : { allowed: false, reason: refusal }),
  }
}
