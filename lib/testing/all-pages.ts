import type { Page } from '../contracts/paging'

/** Every item of a list, page after page by its cursor. */
export async function allPages<T>(list: (cursor: string | undefined) => Promise<Page<T>>): Promise<T[]> {
  const all: T[] = []
  let cursor: string | undefined
  do {
    const page = await list(cursor)
    all.push(...page.items)
    cursor = page.nextCursor
  } while (cursor !== undefined)
  return all
}
