import { textArray } from './array-literal'
import { Prisma } from './generated/client'

/**
 * Values that PostgreSQL's planner does not look into. Where it can see how long a list is or how large a limit, it holds the
 * plan for just these to be the cheapest, and plans at every call; as a sub-select they look the same each time, and the
 * plan of the first calls is kept. For statements whose best plan does not depend on them.
 */
export const unseen = {
  ints: (values: readonly number[]): Prisma.Sql => Prisma.sql`(SELECT ${[...values]}::int[])::int[]`,
  texts: (values: readonly (string | null)[]): Prisma.Sql => unseen.as('text[]', textArray(values)),
  uuids: (values: readonly string[]): Prisma.Sql => Prisma.sql`(SELECT ${[...values]}::uuid[])::uuid[]`,
  booleans: (values: readonly boolean[]): Prisma.Sql => Prisma.sql`(SELECT ${[...values]}::boolean[])::boolean[]`,
  int: (value: number): Prisma.Sql => Prisma.sql`(SELECT ${value}::int)`,
  /** A value as PostgreSQL writes it, see array-literal. */
  as: (type: 'bigint[]' | 'int[]' | 'text[]' | 'timestamptz[]', literal: string): Prisma.Sql =>
    Prisma.sql`(SELECT ${literal}::${Prisma.raw(type)})::${Prisma.raw(type)}`,
  text: (value: string): Prisma.Sql => Prisma.sql`(SELECT ${value}::text)`,
}
