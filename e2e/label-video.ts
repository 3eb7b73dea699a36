import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { prepareZXingModule, type WriteInputBarcodeFormat, writeBarcode } from 'zxing-wasm/writer'

const WIDTH = 640
const HEIGHT = 480
const PAPER = 235
const INK = 16

/** A video of a label lying still in front of a camera, as a file that Chromium takes for one. */
export async function labelVideo(code: string, format: WriteInputBarcodeFormat): Promise<string> {
  const wasm = readFileSync(fileURLToPath(import.meta.resolve('zxing-wasm/writer/zxing_writer.wasm')))
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } })
  const { symbol, error } = await writeBarcode(code, { format })
  if (error !== '' || symbol.width === 0) throw new Error(`No label of ${code}: ${error}`)
  const file = join(mkdtempSync(join(tmpdir(), 'haas-label-')), 'label.y4m')
  const frame = Buffer.concat([Buffer.from('FRAME\n'), drawn(symbol)])
  writeFileSync(
    file,
    Buffer.concat([Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`), frame, frame, frame]),
  )
  return file
}

/** The symbol, one byte a module, in the middle of white paper; bars are drawn high, squares square. */
function drawn(symbol: { data: Uint8ClampedArray | Uint8Array; width: number; height: number }): Buffer {
  const luma = Buffer.alloc(WIDTH * HEIGHT, PAPER)
  const scale = Math.floor(
    Math.min((WIDTH * 0.8) / symbol.width, (HEIGHT * 0.8) / Math.min(symbol.height, symbol.width)),
  )
  const high = symbol.height < symbol.width / 2 ? Math.floor(HEIGHT / 3) : symbol.height * scale
  const left = Math.floor((WIDTH - symbol.width * scale) / 2)
  const top = Math.floor((HEIGHT - high) / 2)
  for (let y = 0; y < high; y++) {
    const row = Math.floor((y * symbol.height) / high)
    for (let x = 0; x < symbol.width * scale; x++) {
      const dark = (symbol.data[row * symbol.width + Math.floor(x / scale)] ?? 255) < 128
      if (dark) luma[(top + y) * WIDTH + left + x] = INK
    }
  }
  return Buffer.concat([luma, Buffer.alloc((WIDTH * HEIGHT) / 2, 128)])
}
