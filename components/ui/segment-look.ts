import { classNames } from './class-names'
import type { GlyphName } from './glyph'

export interface SegmentOption {
  value: string
  label: string
  glyph?: GlyphName | undefined
  count?: number | string | undefined
  /** With it the segment is a set of links: the choice lives in the URL. */
  href?: string | undefined
}

export const segmentClass =
  'inline-flex h-7 max-w-full flex-none overflow-x-auto rounded-control border border-line2 bg-surface [scrollbar-width:none] glove:h-11 glove:rounded-overlay'

export function segmentItemClass(chosen: boolean): string {
  return classNames(
    'relative flex flex-none items-center gap-1.5 border-line border-l px-2.5 first:border-l-0 focus-within:z-1 focus-visible:-outline-offset-2 glove:px-3.5',
    chosen ? 'bg-text font-medium text-surface [--gx:var(--text)]' : 'text-text2 hover:text-text',
  )
}
