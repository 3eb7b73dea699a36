import type { StateMark as Mark } from '@/lib/domain/state-words'
import { classNames } from './class-names'
import { Glyph } from './glyph'

/** plain in lists, tint in page heads, glyph (with its word as title) where there is no room for a word. */
export type MarkLook = 'plain' | 'tint' | 'glyph'

export interface MarkProps {
  look?: MarkLook | undefined
  size?: 'small' | 'body' | undefined
  /** Said instead of the table's word: "3 failed". The tone and glyph stay. */
  word?: string | undefined
  className?: string | undefined
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
