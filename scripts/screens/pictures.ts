import sharp from 'sharp'

/** What is between the pictures, and around them. */
const GAP = 24
const GREY = '#8a8f98'
/** How wide each picture is on the sheet, and what stands in a row. */
const ROWS = [
  [960, 960],
  [560, 560, 384, 384],
]

/** The same picture with a palette. */
export function smaller(png: Buffer): Promise<Buffer> {
  return sharp(png).png({ palette: true, effort: 10, compressionLevel: 9 }).toBuffer()
}

/** Six pictures of one page on one sheet, as WebP: the two of the desk above, those of the tablet and the phone below. */
export async function sheetOf(pictures: readonly Buffer[]): Promise<Buffer> {
  const widths = ROWS.flat()
  const scaled = await Promise.all(
    pictures.map((picture, i) => sharp(picture).resize({ width: widths[i] }).toBuffer({ resolveWithObject: true })),
  )
  const placed: { input: Buffer; left: number; top: number }[] = []
  let top = GAP
  for (const row of ROWS) {
    const own = scaled.slice(placed.length, placed.length + row.length)
    let left = GAP
    for (const { data, info } of own) {
      placed.push({ input: data, left, top })
      left += info.width + GAP
    }
    top += Math.max(...own.map(({ info }) => info.height)) + GAP
  }
  const width = Math.max(...ROWS.map((row) => row.reduce((sum, one) => sum + one + GAP, GAP)))
  const sheet = sharp({ create: { width, height: top, channels: 3, background: GREY } })
  return sheet.composite(placed).webp({ quality: 82 }).toBuffer()
}
