import { MAX_PHOTO_BYTES } from '@/lib/domain/tickets/photo'

/** Enough to read a label from. */
export const MOST_PIXELS_A_SIDE = 1_600
const QUALITIES = [0.82, 0.7, 0.55, 0.4]

/** The size of an image that is made to fit, never larger than it was. */
export function fitWithin(width: number, height: number, most: number): { width: number; height: number } {
  const scale = Math.min(1, most / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/**
 * A photo as it is sent: upright, at most 1,600 pixels a side and as many bytes as are kept, a JPEG made anew, so that where
 * and with what it was taken is not in it. Throws where the browser cannot read it.
 */
export async function shrinkImage(file: Blob): Promise<Blob> {
  const image = await createImageBitmap(file, { imageOrientation: 'from-image' })
  const { width, height } = fitWithin(image.width, image.height, MOST_PIXELS_A_SIDE)
  const canvas = document.createElement('canvas')
  Object.assign(canvas, { width, height })
  const pen = canvas.getContext('2d')
  if (pen === null) throw new Error('this browser draws no images')
  // A JPEG has no holes: what one could see through is white.
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, width, height)
  pen.drawImage(image, 0, 0, width, height)
  image.close()
  for (const quality of QUALITIES) {
    const blob = await jpegOf(canvas, quality)
    if (blob.size <= MAX_PHOTO_BYTES) return blob
  }
  throw new Error('the image does not become small enough')
}

function jpegOf(canvas: HTMLCanvasElement, quality: number): Promise<Blob> {
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob === null ? reject(new Error('the image could not be written')) : resolve(blob)),
      'image/jpeg',
      quality,
    ),
  )
}
