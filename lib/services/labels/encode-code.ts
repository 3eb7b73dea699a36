import barcodes from 'bwip-js/node'
import { z } from 'zod'
import type { Bars, Matrix } from '../../domain/labels/draw-label'

const linear = z.array(z.object({ sbs: z.array(z.number()) })).min(1)
const square = z.array(z.object({ pixs: z.array(z.number()), pixx: z.number(), pixy: z.number() })).min(1)

/** The bars of Code 128, which holds all of ASCII. */
export function encodeBars(code: string): Bars {
  const [encoded] = linear.parse(barcodes.raw('code128', code, ''))
  return encoded?.sbs ?? []
}

/** QR with a fourth of it spare, as for what is handled with gloves. */
export function encodeMatrix(text: string): Matrix {
  const [encoded] = square.parse(barcodes.raw('qrcode', text, 'eclevel=M'))
  return { size: encoded?.pixx ?? 0, dark: (encoded?.pixs ?? []).map((pixel) => pixel === 1) }
}
