import { cutToFit, fittingSize, type LabelFont, textWidth } from './text-width'

export interface LabelContent {
  code: string
  /** What it is: a model, a description. */
  title: string
  /** In small: a serial number, a place. */
  detail: string
}

/** Widths of bars and gaps by turns, a bar first, in modules. */
export type Bars = readonly number[]
/** Row by row, true where it is dark. */
export interface Matrix {
  size: number
  dark: readonly boolean[]
}

export interface Rect {
  x: number
  y: number
  width: number
  height: number
}

/** `y` is the base line. */
export interface Text {
  x: number
  y: number
  size: number
  font: LabelFont
  text: string
}

/** In mm from the label's upper left corner. */
export interface LabelDrawing {
  rects: Rect[]
  texts: Text[]
  /** Why a part is left out, in words. */
  without: 'bars' | null
}

/** Code 128 needs ten modules of white at each side, QR four all around. */
const BARS_QUIET = 10
const QR_QUIET = 4
/** 7.5 mil: what hand scanners and a phone still read from a label printer's 300 dots an inch. */
const LEAST_MODULE = 0.19
const MOST_MODULE = 0.38
const MOST_QR = 26
const EDGE = 1.5
const TITLE = 2.6
const DETAIL = 2.3

/**
 * One label: the QR code at the left, beside it the code in large letters, what it is, and the bars; on one that is too narrow
 * for these the bars run along its foot. Of a code too long for bars that can be read, only the QR code is drawn.
 */
export function drawLabel(content: LabelContent, encoded: Encoded, size: Size): LabelDrawing {
  const beside = compose(content, encoded, size, 0)
  if (beside.without === null) return beside
  const below = compose(content, encoded, size, Math.min(10, Math.max(5, size.height * 0.26)))
  return below.without === null ? below : beside
}

interface Encoded {
  bars: Bars
  matrix: Matrix
}

interface Size {
  width: number
  height: number
}

/** `foot`: the height of bars along the foot; 0 has them beside the QR code. */
function compose(
  content: LabelContent,
  { bars, matrix }: Encoded,
  { width, height }: Size,
  foot: number,
): LabelDrawing {
  const tall = height - 2 * EDGE - (foot === 0 ? 0 : foot + 0.8)
  const qr = Math.min(tall, MOST_QR, width * 0.4)
  const module = qr / (matrix.size + 2 * QR_QUIET)
  const qrTop = EDGE + (tall - qr) / 2
  const inset = QR_QUIET * module
  const rects = drawMatrix(matrix, { x: EDGE + inset, y: qrTop + inset, module })
  const left = EDGE + qr + 0.5
  const { texts, bottom } = drawText(content, { left, top: qrTop + inset, width: width - left - EDGE, height: tall })
  const top = foot === 0 ? bottom + 1.2 : height - EDGE - foot
  const room =
    foot === 0
      ? { x: left, y: top, width: width - left - 0.5, height: Math.min(14, qrTop + qr - inset - top) }
      : { x: 0.5, y: top, width: width - 1, height: foot }
  const code = drawBars(bars, room)
  return { rects: [...rects, ...(code ?? [])], texts, without: code === null ? 'bars' : null }
}

function drawText(
  { code, title, detail }: LabelContent,
  { left, top, width, height }: { left: number; top: number; width: number; height: number },
): { texts: Text[]; bottom: number } {
  const most = Math.min(6.5, height * 0.22)
  const lines = codeLines(code, { width, most })
  const texts: Text[] = []
  let y = top
  for (const { text, size } of lines) {
    y += size * 0.78
    texts.push({ x: left, y, size, font: 'mono', text })
    y += size * 0.24
  }
  const small = height < 24 ? 0.85 : 1
  for (const [text, size] of [
    [title, TITLE * small],
    [detail, DETAIL * small],
  ] as const) {
    const cut = cutToFit(text, 'plain', size, width)
    // A label of 21 mm has no room for a second small line above its bars.
    if (cut === '' || (height < 20 && size < TITLE * small)) continue
    y += size * 1.05
    texts.push({ x: left, y, size, font: 'plain', text: cut })
    y += size * 0.15
  }
  return { texts, bottom: y }
}

/** In one line where it can be read, else broken after a separator, else in the middle. */
function codeLines(code: string, room: { width: number; most: number }): { text: string; size: number }[] {
  const one = fittingSize(code, 'mono', { ...room, least: 2.4 })
  if (one !== null) return [{ text: code, size: one }]
  const count = Math.ceil(textWidth(code, 'mono', 2.2) / room.width)
  const length = Math.ceil(code.length / count)
  return Array.from({ length: count }, (_, i) => ({ text: code.slice(i * length, (i + 1) * length), size: 2.2 }))
}

function drawMatrix({ size, dark }: Matrix, { x, y, module }: { x: number; y: number; module: number }): Rect[] {
  const rects: Rect[] = []
  for (let row = 0; row < size; row++) {
    for (let from = 0; from < size; from++) {
      if (dark[row * size + from] !== true) continue
      let to = from
      while (to < size && dark[row * size + to] === true) to++
      rects.push({ x: x + from * module, y: y + row * module, width: (to - from) * module, height: module })
      from = to
    }
  }
  return rects
}

function drawBars(bars: Bars, { x, y, width, height }: Rect): Rect[] | null {
  const modules = bars.reduce((sum, bar) => sum + bar, 0) + 2 * BARS_QUIET
  const module = Math.min(MOST_MODULE, width / modules)
  if (bars.length === 0 || module < LEAST_MODULE || height < 4) return null
  const rects: Rect[] = []
  let at = x + BARS_QUIET * module
  for (const [i, bar] of bars.entries()) {
    if (i % 2 === 0) rects.push({ x: at, y, width: bar * module, height })
    at += bar * module
  }
  return rects
}
