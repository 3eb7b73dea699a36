/** A TrueType face as a PDF needs to know it: lengths in thousandths of the size. */
export interface Face {
  bytes: Buffer
  box: readonly [number, number, number, number]
  ascent: number
  descent: number
  capHeight: number
  fixedPitch: boolean
  /** Of a letter by its code point. */
  widthOf(codePoint: number): number
}

/** Reads what is needed of a TrueType file of our own; not for files that others send. */
export function readFace(bytes: Buffer): Face {
  const table = (tag: string) => {
    const count = bytes.readUInt16BE(4)
    for (let i = 0; i < count; i++) {
      const at = 12 + 16 * i
      if (bytes.toString('latin1', at, at + 4) !== tag) continue
      const from = bytes.readUInt32BE(at + 8)
      return bytes.subarray(from, from + bytes.readUInt32BE(at + 12))
    }
    throw new Error(`The face has no table ${tag}`)
  }
  const [head, hhea, hmtx, os2, post] = [table('head'), table('hhea'), table('hmtx'), table('OS/2'), table('post')]
  const perEm = head.readUInt16BE(18)
  const scaled = (units: number) => Math.round((units * 1_000) / perEm)
  const lastWidth = hhea.readUInt16BE(34) - 1
  const glyphOf = readMap(table('cmap'))
  return {
    bytes,
    box: [36, 38, 40, 42].map((at) => scaled(head.readInt16BE(at))) as [number, number, number, number],
    ascent: scaled(hhea.readInt16BE(4)),
    descent: scaled(hhea.readInt16BE(6)),
    capHeight: scaled(os2.readInt16BE(88)),
    fixedPitch: post.readUInt32BE(12) !== 0,
    widthOf: (codePoint) => scaled(hmtx.readUInt16BE(4 * Math.min(glyphOf(codePoint), lastWidth))),
  }
}

/** Code points to glyphs, of the map that a Windows program would take (format 4). */
function readMap(cmap: Buffer): (codePoint: number) => number {
  const count = cmap.readUInt16BE(2)
  const records = Array.from({ length: count }, (_, i) => 4 + 8 * i)
  const windows = records.find((at) => cmap.readUInt16BE(at) === 3 && cmap.readUInt16BE(at + 2) === 1)
  if (windows === undefined) throw new Error('The face has no map of Unicode')
  const map = cmap.subarray(cmap.readUInt32BE(windows + 4))
  const twice = map.readUInt16BE(6)
  const [ends, starts, deltas, offsets] = [14, 16 + twice, 16 + 2 * twice, 16 + 3 * twice]
  return (codePoint) => {
    for (let at = 0; at < twice; at += 2) {
      if (codePoint > map.readUInt16BE(ends + at)) continue
      const start = map.readUInt16BE(starts + at)
      if (codePoint < start) return 0
      const [delta, offset] = [map.readUInt16BE(deltas + at), map.readUInt16BE(offsets + at)]
      if (offset === 0) return (codePoint + delta) & 0xffff
      const glyph = map.readUInt16BE(offsets + at + offset + 2 * (codePoint - start))
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff
    }
    return 0
  }
}
