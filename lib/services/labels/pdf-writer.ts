import type { Rect, Text } from '../../domain/labels/draw-label'
import { pdfFace } from './pdf-face'

const POINTS = 72 / 25.4
const FONTS = { mono: 'F1', plain: 'F2' } as const
/** Numbers of the first objects of each face, and of the first page. */
const [MONO, PLAIN, INFO, PAGES] = [3, 6, 9, 10]

let faces: readonly string[] | undefined
/** The same for every file: read and packed once. */
const facesOnce = () => {
  faces ??= [
    ...pdfFace('IBMPlexMono-SemiBold', 'ibm-plex-mono-600.ttf', MONO),
    ...pdfFace('IBMPlexSans', 'ibm-plex-sans-400.ttf', PLAIN),
  ]
  return faces
}

export interface PdfPage {
  /** Millimetres, from the upper left corner. */
  width: number
  height: number
  rects: readonly Rect[]
  texts: readonly Text[]
}

/**
 * A PDF of black vectors: rectangles and lines of text, in millimetres. The two faces of its text are embedded; the bars are no
 * font at all.
 */
export function writePdf(pages: readonly PdfPage[], title: string): Uint8Array<ArrayBuffer> {
  const pageIds = pages.map((_, i) => PAGES + 2 * i)
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /ViewerPreferences << /PrintScaling /None >> >>',
    `<< /Type /Pages /Kids [${pageIds.map((id) => `${id} 0 R`).join(' ')}] /Count ${pages.length} >>`,
    ...facesOnce(),
    `<< /Title (${escaped(title)}) /Producer (Mini-HaaS) >>`,
    ...pages.flatMap((page, i) => {
      const content = contentOf(page)
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${points(page.width)} ${points(page.height)}] /Contents ${PAGES + 1 + 2 * i} 0 R` +
          ` /Resources << /Font << /${FONTS.mono} ${MONO} 0 R /${FONTS.plain} ${PLAIN} 0 R >> >> >>`,
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
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info ${INFO} 0 R >>\nstartxref\n${start}\n%%EOF\n`
  // One byte a character: what is written is Latin-1, and offsets are counted in it.
  return new Uint8Array(Buffer.from(text, 'latin1'))
}

function contentOf({ height, rects, texts }: PdfPage): string {
  const boxes = rects.map(
    ({ x, y, width, height: tall }) => `${points(x)} ${points(height - y - tall)} ${points(width)} ${points(tall)} re`,
  )
  const lines = texts.map(
    ({ x, y, size, font, text }) =>
      `BT /${FONTS[font]} ${points(size)} Tf ${points(x)} ${points(height - y)} Td (${escaped(text)}) Tj ET`,
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
