import { toQueryString } from '@/lib/client/api-fetch'
import { PART_STATES, type PartState } from '@/lib/domain/part-state'

/** What the list of pieces is narrowed to, and the one whose history stands beside it; all of it in the URL. */
export interface PieceFilters {
  /** A whole serial. */
  serial?: string | undefined
  state?: PartState | undefined
  cursor?: string | undefined
  /** The serial of the one that is open. */
  piece?: string | undefined
}

/** The list's URL with some of it changed; another filter starts at the first page, without the panel. */
export function piecesHref(filters: PieceFilters, change: Partial<PieceFilters> = {}): string {
  const keeps = Object.keys(change).every((name) => name === 'piece' || name === 'cursor')
  const base = keeps ? filters : { ...filters, cursor: undefined, piece: undefined }
  const { serial, state, cursor, piece } = { ...base, ...change }
  return `/stock/pieces${toQueryString({ serial, state, cursor, piece })}`
}

/** What the API is asked for. */
export function piecesParams({ serial, state, cursor }: PieceFilters) {
  return {
    limit: 50,
    ...(serial === undefined ? {} : { serial: [serial] }),
    ...(state === undefined ? {} : { state: [state] }),
    ...(cursor === undefined ? {} : { cursor }),
  }
}

export function pieceStateOf(word: string | undefined): PartState | undefined {
  return PART_STATES.find((state) => state === word?.toUpperCase())
}
