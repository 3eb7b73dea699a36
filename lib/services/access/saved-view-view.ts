import { type SavedViewView, viewedPage } from '../../contracts/access/saved-view'
import { violates } from '../../db/database-error'
import type { Prisma } from '../../db/generated/client'
import { conflict } from '../../domain/errors'

export const savedViewSelect = {
  id: true,
  page: true,
  name: true,
  query: true,
  createdAt: true,
  updatedAt: true,
  version: true,
} as const satisfies Prisma.SavedViewSelect

type Row = Prisma.SavedViewGetPayload<{ select: typeof savedViewSelect }>

export function toSavedViewView(row: Row): SavedViewView {
  return {
    id: row.id,
    page: viewedPage.parse(row.page),
    name: row.name,
    query: row.query,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    version: row.version,
  }
}

/** For a write that gives a view this name: the unique key's refusal in words. */
export function refuseTakenName(name: string): (error: unknown) => never {
  return (error) => {
    if (violates(error, 'saved_views_owner_page_name_key')) {
      throw conflict('already-exists', `You have a view “${name}” of this list already.`)
    }
    throw error
  }
}
