import { type StateMark as Mark, MARK_TABLES as tables } from '@/lib/domain/state-words'
import { type MarkProps, ToneMark } from './tone-mark'

export type MarkKind = keyof typeof tables

/** The mark of a state by its table: `<StateMark kind="server" state={server.state} />`. */
export function StateMark<Kind extends MarkKind>(
  props: MarkProps & { kind: Kind; state: keyof (typeof tables)[Kind] },
) {
  const { kind, state, ...rest } = props
  // TypeScript does not follow the pair (table, its key) through an index; the parameter types keep callers honest.
  const table: Record<string, Mark> = tables[kind]
  const mark = table[String(state)]
  return mark === undefined ? (
    <span className={rest.className}>{String(state)}</span>
  ) : (
    <ToneMark mark={mark} {...rest} />
  )
}

/** The state of anything whose kind is only known as text (search results, audit rows); nothing if there is no such mark. */
export function AnyStateMark({ kind, state }: { kind: string; state: string }) {
  const table: Record<string, Mark> | undefined = kind in tables ? tables[kind as MarkKind] : undefined
  const mark = table?.[state]
  return mark === undefined ? null : <ToneMark mark={mark} size="small" />
}
