'use client'

import { ButtonLink } from '@/components/ui/button'
import type { PaperHrefs } from './paper-hrefs'

/** The same drawing for paper, black on white: to print, and as a file; and labels. */
export function PaperMenu({ hrefs }: { hrefs: PaperHrefs }) {
  const { print, svg, labels, note } = hrefs
  return (
    <>
      <ButtonLink href={svg} download>
        SVG
        {note === undefined ? null : <span className="font-normal text-text3"> {note}</span>}
      </ButtonLink>
      <ButtonLink href={print} glyph="print">
        Print
      </ButtonLink>
      {labels === undefined ? null : <ButtonLink href={labels}>Labels</ButtonLink>}
    </>
  )
}
