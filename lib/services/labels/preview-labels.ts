import type { LabelView } from '../../contracts/labels/label'
import type { Ctx } from '../../db/context'
import type { Rect, Text } from '../../domain/labels/draw-label'
import { findLayout, LAYOUTS, type LabelLayout, pagesFor, perPage, placeOnPage } from '../../domain/labels/layouts'
import { drawOne } from './draw-labels'
import { type ChosenLabels, listLabels } from './list-labels'

/** Drawn with their codes; of the others on the first sheet only the place is shown, as each code takes its time. */
const DRAWN = 12

export interface PreviewedLabel extends Rect {
  kind: LabelView['kind']
  code: string
  /** All its black, as one path; null where it is not drawn. */
  path: string | null
  texts: Text[]
  without: 'bars' | null
}

export interface LabelPreview {
  layout: LabelLayout
  first: number
  count: number
  pages: number
  unknown: string[]
  /** Of the first sheet, or the first few of a tape. */
  labels: PreviewedLabel[]
}

/** What the first sheet would look like, for the page; places beyond the sheet are brought back onto it. */
export async function previewLabels(
  ctx: Ctx,
  { layout: id, first: wanted, origin, ...chosen }: ChosenLabels & { layout: string; first: number; origin: string },
): Promise<LabelPreview> {
  const [fallback] = LAYOUTS
  const layout = findLayout(id) ?? fallback
  if (layout === undefined) throw new Error('there is no layout at all')
  const first = Math.min(Math.max(1, wanted), perPage(layout))
  const { items, unknown } = await listLabels(ctx, chosen)
  const shown = perPage(layout) === 1 ? 3 : perPage(layout) - first + 1
  const labels = items.slice(0, shown).map((label, index): PreviewedLabel => {
    const { page: _, ...place } = placeOnPage(layout, index, first)
    const drawn = index < DRAWN ? drawOne(label, origin, layout.label) : null
    const about = { ...place, kind: label.kind, code: label.code }
    if (drawn === null) return { ...about, path: null, texts: [], without: null }
    return { ...about, path: drawn.rects.map(pathOf).join(''), texts: drawn.texts, without: drawn.without }
  })
  return { layout, first, count: items.length, pages: pagesFor(layout, items.length, first), unknown, labels }
}

function pathOf({ x, y, width, height }: Rect): string {
  const [left, top, wide, tall] = [x, y, width, height].map((mm) => Number(mm.toFixed(3)))
  return `M${left} ${top}h${wide}v${tall}h-${wide}z`
}
