import { type SketchView, sketchContent } from '../../contracts/planning/order-sketch'
import type { Prisma } from '../../db/generated/client'

export const sketchSelect = {
  id: true,
  content: true,
  device: true,
  version: true,
  createdAt: true,
  updatedAt: true,
} as const satisfies Prisma.OrderSketchSelect

type Row = Prisma.OrderSketchGetPayload<{ select: typeof sketchSelect }>

export function toSketchView({ createdAt, updatedAt, content, ...row }: Row): SketchView {
  return {
    ...row,
    content: sketchContent.parse(content),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  }
}
