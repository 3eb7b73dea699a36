import type { ReactNode } from 'react'
import type { Tone } from '@/lib/domain/state-words'
import { classNames } from './class-names'
import { Glyph, type GlyphName } from './glyph'

/** What is out of the ordinary, since when, what it means: `title` in bold, then the sentence, then one action. */
export function Banner(props: {
  tone?: Tone | undefined
  glyph?: GlyphName | undefined
  title: ReactNode
  children?: ReactNode
  action?: ReactNode
}) {
  const { tone = 'warn', glyph = 'triangle', title, children, action } = props
  return (
    <div
      role="status"
      data-line
      className={classNames(
        `t-${tone}`,
        'flex min-h-9 items-center gap-2.5 border-line border-b bg-b px-4 py-1 text-text [--gx:var(--b)] max-tab:flex-wrap max-tab:py-3',
      )}
    >
      <Glyph name={glyph} className="self-start text-x max-tab:mt-0.5 tab:mt-[7px]" />
      <p className="min-w-0 flex-1 text-pretty py-1 max-tab:basis-[calc(100%-24px)]">
        <strong>{title}</strong>
        {children === undefined ? null : <> {children}</>}
      </p>
      {action}
    </div>
  )
}
