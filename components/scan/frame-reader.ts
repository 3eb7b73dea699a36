import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader'

/** From our own origin, named after its content, so that it is kept for good and works without network. */
const DECODER = new URL('zxing-wasm/reader/zxing_reader.wasm', import.meta.url).href

/** What labels carry: our own Code 128 and QR, makers' Code 39 and Data Matrix; GS1 in any of them comes in brackets. */
const options: ReaderOptions = {
  formats: ['Code128', 'Code39', 'QRCode', 'DataMatrix'],
  textMode: 'HRI',
  maxNumberOfSymbols: 1,
  tryDownscale: true,
}

/** Fetches and starts the decoder; throws where it can't be had. */
export async function startDecoder(): Promise<void> {
  await prepareZXingModule({
    overrides: { locateFile: (path: string) => (path.endsWith('.wasm') ? DECODER : path) },
    fireImmediately: true,
  })
}

/** Wider than this a frame says no more about a label that fills a third of it. */
const WIDEST = 1_280

/** The code in this frame, or null. Draws on a canvas of the caller's, as a new one each time costs more than decoding. */
export async function readFrame(video: HTMLVideoElement, canvas: HTMLCanvasElement): Promise<string | null> {
  const scale = Math.min(1, WIDEST / video.videoWidth)
  canvas.width = Math.round(video.videoWidth * scale)
  canvas.height = Math.round(video.videoHeight * scale)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null || canvas.width === 0 || canvas.height === 0) return null
  context.drawImage(video, 0, 0, canvas.width, canvas.height)
  const [found] = await readBarcodes(context.getImageData(0, 0, canvas.width, canvas.height), options)
  return found?.isValid === true && found.text !== '' ? found.text : null
}
