/** Advance widths of Helvetica from the space to the tilde, in thousandths of the size. */
const HELVETICA = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
  556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
  722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
  556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
  260, 334, 584,
]
const COURIER = 600
/** Of what is not in the table, accented letters mostly. */
const WIDE = 722

export type LabelFont = 'mono' | 'plain'

/** How wide a text is in the unit of its size. */
export function textWidth(text: string, font: LabelFont, size: number): number {
  if (font === 'mono') return (text.length * COURIER * size) / 1_000
  let sum = 0
  for (let i = 0; i < text.length; i++) sum += HELVETICA[text.charCodeAt(i) - 32] ?? WIDE
  return (sum * size) / 1_000
}

/** The largest size from `most` down to `least` at which it fits; null where it does not even at the least. */
export function fittingSize(
  text: string,
  font: LabelFont,
  room: { width: number; most: number; least: number },
): number | null {
  const size = Math.min(room.most, room.width / textWidth(text, font, 1))
  return size >= room.least ? size : null
}

/** As much of it as fits, with an ellipsis where something was left out. */
export function cutToFit(text: string, font: LabelFont, size: number, width: number): string {
  if (textWidth(text, font, size) <= width) return text
  for (let end = text.length - 1; end > 0; end--) {
    const cut = `${text.slice(0, end).trimEnd()}...`
    if (textWidth(cut, font, size) <= width) return cut
  }
  return ''
}
