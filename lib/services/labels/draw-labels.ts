import { setImmediate } from 'node:timers/promises'
import type { LabelView } from '../../contracts/labels/label'
import { drawLabel, type LabelDrawing, type Rect, type Text } from '../../domain/labels/draw-label'
import { type LabelLayout, pagesFor, placeOnPage } from '../../domain/labels/layouts'
import { encodeBars, encodeMatrix } from './encode-code'
import type { PdfPage } from './pdf-writer'

const ASCII = /^[\x20-\x7e]+$/

/** Our own short address of a code: what its QR code leads to. */
export function shortAddress(origin: string, code: string): string {
  return `${origin.replace(/\/+$/, '')}/s/${encodeURIComponent(code)}`
}

export function drawOne(label: LabelView, origin: string, size: { width: number; height: number }): LabelDrawing {
  // A serial number may have letters that Code 128 has not.
  const encoded = {
    bars: ASCII.test(label.code) ? encodeBars(label.code) : [],
    matrix: encodeMatrix(shortAddress(origin, label.code)),
  }
  return drawLabel(label, encoded, size)
}

interface OpenPage extends PdfPage {
  rects: Rect[]
  texts: Text[]
}

/** Labels on the pages of their layout, each moved to its place. A QR code takes 20 ms: between two of them others get their turn. */
export const drawPages = async (
  labels: readonly LabelView[],
  { layout, first, origin }: { layout: LabelLayout; first: number; origin: string },
): Promise<PdfPage[]> => {
  const pages = Array.from(
    { length: pagesFor(layout, labels.length, first) },
    (): OpenPage => ({ ...layout.page, rects: [], texts: [] }),
  )
  for (const [index, label] of labels.entries()) {
    const { page, x, y, width, height } = placeOnPage(layout, index, first)
    const drawing = drawOne(label, origin, { width, height })
    pages[page]?.rects.push(...drawing.rects.map((rect) => ({ ...rect, x: rect.x + x, y: rect.y + y })))
    pages[page]?.texts.push(...drawing.texts.map((text) => ({ ...text, x: text.x + x, y: text.y + y })))
    await setImmediate()
  }
  return pages
}
