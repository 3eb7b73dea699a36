import { Prisma } from './generated/client'

/**
 * A column is one of these. One value alone is compared by itself: an index that begins with the column then gives its rows in the
 * order of what follows, which it does not for an array of one. A text is cast to the column's type by PostgreSQL, as an enum wants it.
 */
export function oneOf(
  column: Prisma.Sql,
  values: readonly string[] | readonly number[],
  type: 'text' | 'citext' | 'int' | 'server_state',
): Prisma.Sql {
  const cast = Prisma.raw(type)
  const [first] = values
  const given = Prisma.raw(typeof first === 'number' ? 'int' : 'text')
  return values.length === 1
    ? Prisma.sql`${column} = (${first}::${given})::${cast}`
    : Prisma.sql`${column} = ANY((${[...values]}::${given}[])::${cast}[])`
}
