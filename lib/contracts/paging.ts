import { z } from 'zod'
import { text } from './primitives'

export const DEFAULT_LIMIT = 50

/** Query of every list; areas add their filters. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(200).default(DEFAULT_LIMIT),
  cursor: z.string().min(1).max(1024).optional().meta({ description: 'nextCursor of the page before' }),
}

/** Free-text search of a list. */
export const search = text(128).optional()

/** A filter that may be repeated: repeated means or. */
export const anyOf = <T extends z.ZodType>(item: T) => z.array(item).max(50).optional()

/** One page of a list; nextCursor is absent on the last. */
export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().optional() })

export interface Page<T> {
  items: T[]
  nextCursor?: string | undefined
}
