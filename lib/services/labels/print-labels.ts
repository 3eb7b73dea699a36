import type { Ctx } from '../../db/context'
import { AppError, invalid } from '../../domain/errors'
import { findLayout, perPage } from '../../domain/labels/layouts'
import { drawPages } from './draw-labels'
import { type ChosenLabels, listLabels } from './list-labels'
import { writePdf } from './pdf-writer'

interface PrintLabels extends ChosenLabels {
  layout: string
  first: number
  /** Of our own addresses, which the QR codes lead to. */
  origin: string
}

/** The labels as a PDF. A code that nobody knows is refused by name: a sheet with one missing is found too late. */
export async function printLabels(
  ctx: Ctx,
  { layout: id, first, origin, ...chosen }: PrintLabels,
): Promise<Uint8Array<ArrayBuffer>> {
  const layout = findLayout(id)
  if (layout === undefined) throw invalid({ path: 'layout', message: `There is no layout ${id}` })
  if (first > perPage(layout))
    throw invalid({ path: 'first', message: `A sheet of this layout has ${perPage(layout)} labels` })
  const { items, unknown } = await listLabels(ctx, chosen)
  if (unknown.length > 0) {
    const fields = unknown
      .slice(0, 50)
      .map((code) => ({ path: 'codes', message: `There is nothing with the code ${code}.` }))
    throw new AppError('unknown-reference', fields[0]?.message ?? '', {
      fields,
      details: { unknown: unknown.slice(0, 50) },
    })
  }
  if (items.length === 0) throw invalid({ path: 'codes', message: 'Name what to print labels for' })
  return writePdf(await drawPages(items, { layout, first, origin }), `Labels, ${layout.name}`)
}
