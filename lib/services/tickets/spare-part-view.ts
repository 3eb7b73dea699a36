import type { SparePartView } from '../../contracts/tickets/stock'
import type { Prisma } from '../../db/generated/client'
import { readFacts } from '../../domain/tickets/part-facts'

export const sparePartSelect = {
  id: true,
  sku: true,
  kind: true,
  description: true,
  facts: true,
  createdAt: true,
  updatedAt: true,
  version: true,
  models: { select: { model: { select: { slug: true } } }, orderBy: { model: { slug: 'asc' } } },
} as const satisfies Prisma.SparePartSelect

type Row = Prisma.SparePartGetPayload<{ select: typeof sparePartSelect }>

export function toSparePartView(row: Row): SparePartView {
  return {
    sku: row.sku,
    kind: row.kind,
    description: row.description,
    facts: readFacts(row.facts),
    models: row.models.map(({ model }) => model.slug),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    version: row.version,
  }
}
