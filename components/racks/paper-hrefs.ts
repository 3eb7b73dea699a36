import { toQueryString } from '@/lib/client/api-fetch'
import type { Colour } from '@/lib/contracts/inventory/rack-colours'
import type { RacksFilters, RowRack } from './racks-filters'

/** How many racks one drawing file holds, and how many the page to print shows at once. */
export const RACKS_ON_PAPER = 50

export interface PaperHrefs {
  print: string
  svg: string
  /** Labels of the rack and of what stands in it; a row has none of its own. */
  labels?: string | undefined
  /** What the file holds, where that is not all. */
  note?: string | undefined
}

/** The row on paper. A file holds its first racks; the page to print has a next one. */
export function paperOfRow(filters: RacksFilters, racks: readonly RowRack[]): PaperHrefs {
  const { datacenter, row, colour } = filters
  const rack = racks.slice(0, RACKS_ON_PAPER).map(({ code }) => code)
  return {
    print: `/print/racks${toQueryString({ datacenter, row, colour })}`,
    svg: `/api/v1/elevations.svg${toQueryString({ rack, colour })}`,
    ...(racks.length > RACKS_ON_PAPER ? { note: `the first ${RACKS_ON_PAPER} racks` } : {}),
  }
}

/** One rack on paper, both faces. */
export function paperOfRack(code: string, colour: Colour): PaperHrefs {
  return {
    print: `/print/racks${toQueryString({ rack: code, colour })}`,
    svg: `/api/v1/racks/${encodeURIComponent(code)}/elevation.svg${toQueryString({ colour })}`,
    labels: `/labels${toQueryString({ codes: code, contentsOf: code })}`,
  }
}
