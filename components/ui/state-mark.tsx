import { type StateMark as Mark, MARK_TABLES as tables } from '@/lib/domain/state-words'
import { classNames } from './class-names'
import { Glyph } from './glyph'

export type MarkKind = keyof typeof tables

/** plain in lists, tint in page heads, glyph (with its word as title) where there is no room for a word. */
export type MarkLook = 'plain' | 'tint' | 'glyph'

interface MarkProps {
  look?: MarkLook | undefined
  size?: 'small' | 'body' | undefined
  /** Said instead of the table's word: "3 failed". The tone and glyph stay. */
  word?: string | undefined
  className?: string | undefined
}

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

/** Tone, glyph and word of a mark that is already at hand, such as `jobMark(status, waitingFor)`. */
export function ToneMark(props: MarkProps & { mark: Pick<Mark, 'tone' | 'glyph' | 'word'> }) {
  const { mark, look = 'plain', size, word = mark.word, className } = props
  const tone = `t-${mark.tone} text-x`
  if (look === 'glyph') {
    return (
      <span className={classNames(tone, 'inline-flex', className)}>
        <Glyph name={mark.glyph} title={word} />
      </span>
    )
  }
  return (
    <span
      className={classNames(
        tone,
        'inline-flex items-center gap-[5px] align-top whitespace-nowrap font-medium',
        look === 'tint' && 'rounded-chip bg-b py-0.5 pr-2 pl-1.5 [--gx:var(--b)]',
        size === 'small' && 'text-small',
        className,
      )}
    >
      <Glyph name={mark.glyph} />
      {word}
    </span>
  )
}

/** The state of anything whose kind is only known as text (search results, audit rows); nothing if there is no such mark. */
export function AnyStateMark({ kind, state }: { kind: string; state: string }) {
  const table: Record<string, Mark> | undefined = kind in tables ? tables[kind as MarkKind] : undefined
  const mark = table?.[state]
  return mark === undefined ? null : <ToneMark mark={mark} size="small" />
}
