import type { ImageView } from '../../contracts/planning/image'
import type { Prisma } from '../../db/generated/client'

export const imageSelect = {
  id: true,
  slug: true,
  name: true,
  address: true,
  sha256: true,
  createdAt: true,
  updatedAt: true,
  version: true,
} as const satisfies Prisma.ImageSelect

type Row = Prisma.ImageGetPayload<{ select: typeof imageSelect }>

export function toImageView(row: Row): ImageView {
  return {
    slug: row.slug,
    name: row.name,
    ...(row.address === null ? {} : { address: row.address }),
    ...(row.sha256 === null ? {} : { sha256: row.sha256 }),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    version: row.version,
  }
}
