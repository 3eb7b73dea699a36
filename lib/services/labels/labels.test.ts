import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { inflateSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import type { LabelView } from '../../contracts/labels/label'
import type { Rect } from '../../domain/labels/draw-label'
import { LAYOUTS, perPage, placeOnPage } from '../../domain/labels/layouts'
import { PLEX_MONO, PLEX_SANS } from '../../domain/labels/text-width'
import { drawOne, drawPages } from './draw-labels'
import { writePdf } from './pdf-writer'
import { readFace } from './true-type'

const ORIGIN = 'https://haas.example.net'
/** Dots a millimetre: 300 an inch, as a label printer has. */
const DOTS = 11.811

beforeAll(async () => {
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
  const bytes = readFileSync(wasm)
  const wasmBinary = new Uint8Array(bytes).buffer
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true })
})

const label = (code: string): LabelView => ({
  kind: 'server',
  code,
  title: 'Dell PowerEdge R650',
  detail: 'S/N 7XK2J93',
})

/** Whatever is in the boxes' dots, as a printer would set them. */
function raster(rects: readonly Rect[], { width, height }: { width: number; height: number }) {
  const [w, h] = [Math.ceil(width * DOTS), Math.ceil(height * DOTS)]
  const data = new Uint8ClampedArray(w * h * 4).fill(255)
  for (const { x, y, width: wide, height: tall } of rects) {
    for (let py = Math.round(y * DOTS); py < Math.round((y + tall) * DOTS); py++) {
      for (let px = Math.round(x * DOTS); px < Math.round((x + wide) * DOTS); px++) {
        data.fill(0, (py * w + px) * 4, (py * w + px) * 4 + 3)
      }
    }
  }
  return { data, width: w, height: h, colorSpace: 'srgb' as const }
}

async function decoded(rects: readonly Rect[], size: { width: number; height: number }): Promise<string[]> {
  const found = await readBarcodes(raster(rects, size) as ImageData, {
    formats: ['Code128', 'QRCode'],
    tryHarder: true,
  })
  return found.map(({ format, text }) => `${format} ${text}`).sort()
}

/** Rectangles and page sizes out of a PDF, in mm from the upper left corner. */
function readPdf(bytes: Uint8Array) {
  const text = Buffer.from(bytes).toString('latin1')
  const boxes = [...text.matchAll(/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, w, h]) => [mm(w), mm(h)])
  const streams = [...text.matchAll(/<< \/Length \d+ >>\nstream\n([\s\S]*?)\nendstream/g)].map(
    (match) => match[1] ?? '',
  )
  const pages = streams.map((stream, i) => ({
    rects: [...stream.matchAll(/^([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re$/gm)].map(([, x, y, w, h]): Rect => {
      const height = mm(h)
      return { x: mm(x), y: (boxes[i]?.[1] ?? 0) - mm(y) - height, width: mm(w), height }
    }),
    texts: [...stream.matchAll(/\((.*)\) Tj/g)].map((match) => match[1]),
  }))
  return { text, boxes, pages }
}

const mm = (points: string | undefined) => (Number(points) * 25.4) / 72

describe('a label', () => {
  it.each(LAYOUTS)('on $name both codes are read back from its dots, and nothing leaves its edge', async (layout) => {
    const drawing = drawOne(label('SRV-004217'), ORIGIN, layout.label)
    expect(drawing.without).toBeNull()
    for (const { x, y, width, height } of drawing.rects) {
      expect(Math.min(x, y)).toBeGreaterThan(0.4)
      expect(x + width).toBeLessThan(layout.label.width - 0.4)
      expect(y + height).toBeLessThan(layout.label.height - 0.4)
    }
    expect(await decoded(drawing.rects, layout.label)).toEqual(['Code128 SRV-004217', `QRCode ${ORIGIN}/s/SRV-004217`])
  })

  it('of a code too long for bars has the QR code alone, and says so', async () => {
    const code = 'X'.repeat(64)
    const drawing = drawOne(label(code), ORIGIN, { width: 48.5, height: 25.4 })
    expect(drawing.without).toBe('bars')
    expect(await decoded(drawing.rects, { width: 48.5, height: 25.4 })).toEqual([`QRCode ${ORIGIN}/s/${code}`])
    expect(drawing.texts.every(({ y }) => y < 25.4)).toBe(true)
  })

  it('of a serial number with other letters than ASCII is drawn all the same', () => {
    expect(drawOne(label('Ä(1)\\'), ORIGIN, { width: 70, height: 37 })).toMatchObject({ without: 'bars' })
  })
})

describe('the PDF', () => {
  const codes = Array.from({ length: 30 }, (_, i) => label(`SRV-${String(i + 1).padStart(6, '0')}`))

  it.each(LAYOUTS)('of $name has its pages in real millimetres, and each label at its place', async (layout) => {
    const first = Math.min(3, perPage(layout))
    const read = readPdf(writePdf(await drawPages(codes, { layout, first, origin: ORIGIN }), 'Labels'))
    for (const [width, height] of read.boxes) {
      expect(width).toBeCloseTo(layout.page.width, 2)
      expect(height).toBeCloseTo(layout.page.height, 2)
    }
    for (const [index, one] of codes.entries()) {
      const place = placeOnPage(layout, index, first)
      const alone = drawOne(one, ORIGIN, layout.label).rects
      const there = read.pages[place.page]?.rects.filter(
        ({ x, y }) => x >= place.x && x < place.x + place.width && y >= place.y && y < place.y + place.height,
      )
      expect(there).toHaveLength(alone.length)
      expect(there?.[0]?.x).toBeCloseTo(place.x + (alone[0]?.x ?? 0), 2)
      expect(there?.[0]?.y).toBeCloseTo(place.y + (alone[0]?.y ?? 0), 2)
    }
  })

  it('is whole: every offset of its table leads to its object', async () => {
    const [layout] = LAYOUTS
    if (layout === undefined) throw new Error('no layout')
    const { text } = readPdf(writePdf(await drawPages(codes, { layout, first: 1, origin: ORIGIN }), 'Größe (A4)\\'))
    const start = Number(/startxref\n(\d+)/.exec(text)?.[1])
    expect(text.slice(start, start + 4)).toBe('xref')
    const offsets = [...text.slice(start).matchAll(/^(\d{10}) 00000 n $/gm)].map((match) => Number(match[1]))
    for (const [i, offset] of offsets.entries()) expect(text.slice(offset)).toMatch(new RegExp(`^${i + 1} 0 obj\\n`))
    for (const match of text.matchAll(/<< \/Length (\d+) >>\nstream\n/g)) {
      const end = (match.index ?? 0) + match[0].length + Number(match[1])
      expect(text.slice(end, end + 10)).toBe('\nendstream')
    }
  })
})

describe('the faces of a label', () => {
  const fileOf = (name: string) => readFileSync(new URL(`fonts/${name}.ttf`, import.meta.url))

  it('are embedded whole, once, with the widths that they are measured with', () => {
    const pdf = Buffer.from(writePdf([{ width: 50, height: 30, rects: [], texts: [] }], 'Faces')).toString('latin1')
    const files = [...pdf.matchAll(/\/FlateDecode \/Length (\d+) \/Length1 \d+ >>\nstream\n/g)].map((match) => {
      const from = match.index + match[0].length
      return inflateSync(Buffer.from(pdf.slice(from, from + Number(match[1])), 'latin1'))
    })
    expect(files).toEqual([fileOf('ibm-plex-mono-600'), fileOf('ibm-plex-sans-400')])
    const widths = [...pdf.matchAll(/\/Widths \[([\d ]+)\]/g)].map(([, list = '']) => list.split(' ').map(Number))
    expect(widths.map((list) => list.slice(0, 95))).toEqual([Array(95).fill(PLEX_MONO), PLEX_SANS])
    // Each object begins where the table at the end says.
    const offsets = [...pdf.matchAll(/^(\d{10}) 00000 n $/gm)].map(([, offset]) => Number(offset))
    expect(offsets.map((offset) => pdf.slice(offset).split(' ')[0])).toEqual(offsets.map((_, i) => String(i + 1)))
  })

  it('have the letters of Latin-1', () => {
    const sans = readFace(fileOf('ibm-plex-sans-400'))
    expect(sans.widthOf('ß'.charCodeAt(0))).toBeGreaterThan(500)
    expect(sans.capHeight).toBeGreaterThan(600)
    expect(readFace(fileOf('ibm-plex-mono-600')).fixedPitch).toBe(true)
  })
})
