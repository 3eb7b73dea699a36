/** What PostgreSQL keeps of one; the browser makes it smaller before it sends it. */
export const MAX_PHOTO_BYTES = 1_048_576
export const MAX_PHOTOS = 20
/** A small file can say that it is enormous, and whoever looks at it pays for that. */
export const MAX_PHOTO_SIDE = 10_000

export const PHOTO_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const
export type PhotoType = (typeof PHOTO_TYPES)[number]

export interface Photo {
  mediaType: PhotoType
  width: number
  height: number
}

/** What an image is by its first bytes, whatever its sender calls it; a size of null: it breaks off before it says one. */
export function readPhoto(bytes: Uint8Array): Photo | { mediaType: PhotoType; width: null } | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const mediaType = typeOf(bytes)
  if (mediaType === null) return null
  const size = sizeOf[mediaType](view)
  return size === null ? { mediaType, width: null } : { mediaType, ...size }
}

type Size = Pick<Photo, 'width' | 'height'>

const ascii = (bytes: Uint8Array, from: number, length: number) =>
  String.fromCharCode(...bytes.subarray(from, from + length))

function typeOf(bytes: Uint8Array): PhotoType | null {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'image/jpeg'
  if (ascii(bytes, 0, 8) === '\x89PNG\r\n\x1a\n') return 'image/png'
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 4) === 'WEBP') return 'image/webp'
  return null
}

const sizeOf: Record<PhotoType, (view: DataView) => Size | null> = {
  'image/jpeg': jpegSize,
  'image/png': (view) =>
    view.byteLength < 24 || view.getUint32(12) !== 0x49484452
      ? null
      : { width: view.getUint32(16), height: view.getUint32(20) },
  'image/webp': webpSize,
}

/** From marker to marker up to the start of a frame (SOF), which says how large it is. */
function jpegSize(view: DataView): Size | null {
  let at = 2
  while (at + 9 <= view.byteLength) {
    if (view.getUint8(at) !== 0xff) return null
    const marker = view.getUint8(at + 1)
    const frame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
    if (frame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
    // A marker may be filled up with 0xff; some stand alone, the others say how long they are.
    if (marker === 0xff) at += 1
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2
    else at += 2 + Math.max(2, view.getUint16(at + 2))
  }
  return null
}

/** Lossy (VP8), lossless (VP8L) or extended (VP8X): each writes its size in its own way. */
function webpSize(view: DataView): Size | null {
  if (view.byteLength < 30) return null
  switch (view.getUint32(12)) {
    case 0x56503820:
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
    case 0x5650384c: {
      const bits = view.getUint32(21, true)
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
    }
    case 0x56503858:
      return { width: (view.getUint32(24, true) & 0xffffff) + 1, height: (view.getUint32(26, true) >>> 8) + 1 }
    default:
      return null
  }
}
