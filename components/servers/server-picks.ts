/** More are chosen by what they have in common: a filter, of which all are taken. */
export const MOST_PICKED = 200
const PICK = 'pick'
const ALL = '*'

export interface Picks {
  /** All that the filter leaves, whatever their number. */
  all: boolean
  picked: readonly string[]
}

/** `pick` of an address: barcodes, or all. */
export function pickedIn(words: readonly string[]): Picks {
  return words.includes(ALL) ? { all: true, picked: [] } : { all: false, picked: words.slice(0, MOST_PICKED) }
}

/** The address with this choice in place of the one that stands in it. */
export function withPicks(href: string, { all, picked }: Picks): string {
  const [path = '', query = ''] = href.split('?')
  const search = new URLSearchParams(query)
  search.delete(PICK)
  for (const one of all ? [ALL] : picked) search.append(PICK, one)
  const text = search.toString()
  return text === '' ? path : `${path}?${text}`
}
