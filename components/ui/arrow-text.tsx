import { Fragment } from 'react'
import { Glyph } from './glyph'

/**
 * Text in which "→" is drawn: the packaged fonts have no such sign, and not every system lends one. What is read out, found and
 * copied stays the text.
 */
export function ArrowText({ children }: { children: string }) {
  return children.split('→').map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
    <Fragment key={index}>
      {index === 0 ? null : (
        <>
          <Glyph name="arrow-right" size={11} className="align-[-1px]" />
          <span className="sr-only">→</span>
        </>
      )}
      {part}
    </Fragment>
  ))
}
