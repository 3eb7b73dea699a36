import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { readFace } from './true-type'

const FIRST = 32
const LAST = 255
/** Bits of a descriptor: every letter is as wide as any other; its letters are those of the Latin alphabet. */
const FIXED_PITCH = 1
const LATIN = 32

/** A face in a PDF: the font, what describes it, and the file itself, as three objects. */
export type PdfFace = readonly [font: string, descriptor: string, file: string]

/**
 * Whole faces are embedded, as they are small (Latin letters only): a reader then needs no font of its own, and a label looks
 * alike everywhere. `from` is the number of the first of the three objects.
 */
export function pdfFace(name: string, file: string, from: number): PdfFace {
  const face = readFace(readFileSync(join(process.cwd(), 'lib/services/labels/fonts', file)))
  const widths = Array.from({ length: LAST - FIRST + 1 }, (_, i) => face.widthOf(FIRST + i))
  const packed = deflateSync(face.bytes).toString('latin1')
  return [
    `<< /Type /Font /Subtype /TrueType /BaseFont /${name} /Encoding /WinAnsiEncoding /FirstChar ${FIRST} /LastChar ${LAST}` +
      ` /Widths [${widths.join(' ')}] /FontDescriptor ${from + 1} 0 R >>`,
    `<< /Type /FontDescriptor /FontName /${name} /Flags ${LATIN + (face.fixedPitch ? FIXED_PITCH : 0)}` +
      ` /FontBBox [${face.box.join(' ')}] /ItalicAngle 0 /Ascent ${face.ascent} /Descent ${face.descent}` +
      ` /CapHeight ${face.capHeight} /StemV 80 /FontFile2 ${from + 2} 0 R >>`,
    `<< /Filter /FlateDecode /Length ${packed.length} /Length1 ${face.bytes.length} >>\nstream\n${packed}\nendstream`,
  ]
}
