import { toQueryString } from '@/lib/client/api-fetch'

/** What the table of stock is narrowed to, and the part whose ledger stands beside it; all of it in the URL. */
export interface StockFilters {
  q?: string | undefined
  sku?: string | undefined
  datacenter?: string | undefined
  warehouse?: string | undefined
  low: boolean
  cursor?: string | undefined
  /** sku@warehouse */
  part?: string | undefined
  /** The serial of the piece whose history is open in the panel. */
  piece?: string | undefined
}

/** The list's URL with some of its filters changed; another filter starts at the first page, without the panel, another part without its piece. */
export function stockHref(filters: StockFilters, change: Partial<StockFilters> = {}): string {
  const keeps = Object.keys(change).every((name) => name === 'part' || name === 'cursor' || name === 'piece')
  const base = keeps ? filters : { ...filters, cursor: undefined, part: undefined, piece: undefined }
  const { q, sku, datacenter, warehouse, low, cursor, part, piece } = {
    ...base,
    ...('part' in change ? { piece: undefined } : {}),
    ...change,
  }
  return `/stock${toQueryString({ q, sku, datacenter, warehouse, low: low ? true : null, cursor, part, piece })}`
}

/** What the API is asked for. */
export function stockParams({ q, sku, datacenter, warehouse, low, cursor }: StockFilters) {
  return {
    ...(q === undefined ? {} : { q }),
    ...(sku === undefined ? {} : { sku: [sku] }),
    ...(datacenter === undefined ? {} : { datacenter: [datacenter] }),
    ...(warehouse === undefined ? {} : { warehouse: [warehouse] }),
    ...(low ? { low: 'true' as const } : {}),
    ...(cursor === undefined ? {} : { cursor }),
  }
}

/** sku and warehouse of a stock id; null for a text that is none. */
export function splitPart(part: string): { sku: string; warehouse: string } | null {
  const match = /^([A-Za-z0-9._:-]{1,64})@([A-Za-z0-9._:-]{1,64})$/.exec(part)
  return match?.[1] === undefined || match[2] === undefined ? null : { sku: match[1], warehouse: match[2] }
}
