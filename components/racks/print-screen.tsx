'use client'

import { PageHeader } from '@/components/shell/page-header'
import { Button, ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { rowTitle } from './draw-paper'
import { PaperRack, PaperRow } from './paper-drawing'
import { paperStyle } from './paper-ink'
import type { DrawnElevation } from './rack-cells'
import { chunksOf } from './racks-filters'

/** Racks beside each other on a landscape page of A4. */
const ACROSS = 9

/** What leaves the printer: one rack, or a row in pages of nine racks; black on white in either theme. */
export function PrintScreen(props: {
  elevations: readonly DrawnElevation[]
  sheet: Parameters<typeof PaperRack>[0]['sheet']
  nextHref: string | null
}) {
  const { elevations, sheet, nextHref } = props
  const [only] = elevations
  if (only === undefined) {
    return (
      <>
        <PageHeader title="Print" hidden />
        <EmptyState title="No racks to print" action={<ButtonLink href="/racks">Show the racks</ButtonLink>}>
          They may be mistyped, or stand in a datacenter that you may not see.
        </EmptyState>
      </>
    )
  }
  const pages = elevations.length === 1 ? null : chunksOf(elevations, ACROSS)
  return (
    <>
      <div className="print:hidden">
        <PageHeader
          title={rowTitle(elevations)}
          facts="black on white, a page of paper each"
          actions={
            <>
              {nextHref === null ? null : (
                <ButtonLink href={nextHref} endGlyph="right">
                  Next racks
                </ButtonLink>
              )}
              <Button look="primary" glyph="print" onClick={() => window.print()}>
                Print
              </Button>
            </>
          }
        />
      </div>
      <div className="bg-surface px-4 pb-6 print:p-0" style={paperStyle}>
        {pages === null ? (
          <div className="sheet">
            <PaperRack elevation={only} sheet={sheet} />
          </div>
        ) : (
          pages.map((page) => (
            <div key={page[0]?.rack.code} className="sheet">
              <PaperRow title={rowTitle(page)} elevations={page} sheet={sheet} across={ACROSS} />
            </div>
          ))
        )}
      </div>
    </>
  )
}
