import { Prisma } from './generated/client'

/**
 * A column is one of these. One value alone is compared by itself: an index that begins with the column then gives its rows in the
 * order of what follows, which it does not for an array of one.
 */
export function oneOf(column: Prisma.Sql, values: readonly string[], type: 'text' | 'citext'): Prisma.Sql {
  const cast = Prisma.raw(type)
  const [first] = values
  return values.length === 1
    ? Prisma.sql`${column} = ${first}::${cast}`
    : Prisma.sql`${column} = ANY(${[...values]}::${cast}[])`
}
