/** Advance widths of IBM Plex Sans from the space to the tilde, in thousandths of the size; the labels' tests read them in its file. */
export const PLEX_SANS: readonly number[] = [
  236, 284, 419, 713, 598, 927, 694, 242, 335, 335, 450, 600, 272, 399, 272, 383, 600, 600, 600, 600, 600, 600, 600,
  600, 600, 600, 292, 292, 600, 600, 600, 477, 891, 641, 653, 621, 671, 583, 559, 695, 707, 400, 510, 634, 501, 812,
  707, 708, 606, 708, 640, 581, 572, 678, 609, 891, 613, 593, 580, 317, 383, 317, 600, 565, 600, 534, 580, 503, 580,
  549, 324, 528, 568, 250, 250, 527, 272, 873, 568, 560, 580, 580, 367, 487, 351, 568, 492, 768, 507, 499, 464, 343,
  314, 343, 600,
]
export const PLEX_MONO = 600
/** Of what is not in the table, accented letters mostly. */
const WIDE = 722

export type LabelFont = 'mono' | 'plain'

/** How wide a text is in the unit of its size. */
export function textWidth(text: string, font: LabelFont, size: number): number {
  if (font === 'mono') return (text.length * PLEX_MONO * size) / 1_000
  let sum = 0
  for (let i = 0; i < text.length; i++) sum += PLEX_SANS[text.charCodeAt(i) - 32] ?? WIDE
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
