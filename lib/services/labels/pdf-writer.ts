import type { Rect, Text } from '../../domain/labels/draw-label'

const POINTS = 72 / 25.4
const FONTS = { mono: { name: 'F1', base: 'Courier-Bold' }, plain: { name: 'F2', base: 'Helvetica' } } as const

export interface PdfPage {
  /** Millimetres, from the upper left corner. */
  width: number
  height: number
  rects: readonly Rect[]
  texts: readonly Text[]
}

/**
 * A PDF of black vectors: rectangles and lines of text, in millimetres. Its fonts are two of those that every reader and
 * printer has by the standard, so nothing has to be embedded; the bars are no font at all.
 */
export function writePdf(pages: readonly PdfPage[], title: string): Uint8Array<ArrayBuffer> {
  const pageIds = pages.map((_, i) => 6 + 2 * i)
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /ViewerPreferences << /PrintScaling /None >> >>',
    `<< /Type /Pages /Kids [${pageIds.map((id) => `${id} 0 R`).join(' ')}] /Count ${pages.length} >>`,
    ...Object.values(FONTS).map(
      ({ base }) => `<< /Type /Font /Subtype /Type1 /BaseFont /${base} /Encoding /WinAnsiEncoding >>`,
    ),
    `<< /Title (${escaped(title)}) /Producer (Mini-HaaS) >>`,
    ...pages.flatMap((page, i) => {
      const content = contentOf(page)
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${points(page.width)} ${points(page.height)}] /Contents ${7 + 2 * i} 0 R` +
          ' /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>',
        `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      ]
    }),
  ]
  return assemble(objects)
}

function assemble(objects: readonly string[]): Uint8Array<ArrayBuffer> {
  let text = '%PDF-1.4\n%\xe2\xe3\xcf\xd3\n'
  const offsets = objects.map((object, i) => {
    const offset = text.length
    text += `${i + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const start = text.length
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 5 0 R >>\nstartxref\n${start}\n%%EOF\n`
  // One byte a character: what is written is Latin-1, and offsets are counted in it.
  return new Uint8Array(Buffer.from(text, 'latin1'))
}

function contentOf({ height, rects, texts }: PdfPage): string {
  const boxes = rects.map(
    ({ x, y, width, height: tall }) => `${points(x)} ${points(height - y - tall)} ${points(width)} ${points(tall)} re`,
  )
  const lines = texts.map(
    ({ x, y, size, font, text }) =>
      `BT /${FONTS[font].name} ${points(size)} Tf ${points(x)} ${points(height - y)} Td (${escaped(text)}) Tj ET`,
  )
  return ['0 g', ...boxes, ...(boxes.length === 0 ? [] : ['f']), ...lines].join('\n')
}

function points(mm: number): string {
  return String(Number((mm * POINTS).toFixed(3)))
}

/** Latin-1 as a PDF string; what it has no letter for is a question mark. */
function escaped(text: string): string {
  return text.replaceAll(/[^\x20-\x7e\xa0-\xff]/g, '?').replaceAll(/[\\()]/g, '\\$&')
}
