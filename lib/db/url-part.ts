import { Prisma } from './generated/client'

/** A text as it stands in an address, where it is no code: the signs that would end or change it there are written out. */
export const urlPart = (text: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`replace(replace(replace(replace(${text}::text, '%', '%25'), '&', '%26'), '#', '%23'), '+', '%2B')`
