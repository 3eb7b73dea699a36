import { describe, expect, it } from 'vitest'
import { readPhoto } from './photo'

const bytes = (...parts: (string | number[])[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...part].map((c) => c.charCodeAt(0)) : part)))

const png = bytes('\x89PNG\r\n\x1a\n', [0, 0, 0, 13], 'IHDR', [0, 0, 6, 0x40, 0, 0, 4, 0xb0, 8, 2, 0, 0, 0])
/** A comment, then an EXIF part with a start of frame of its thumbnail inside, a filled-up marker, then its own frame. */
const jpeg = bytes(
  [0xff, 0xd8, 0xff, 0xe1, 0, 8, 0xff, 0xc0, 0, 17, 8, 0],
  [0xff, 0xff, 0xfe, 0, 4, 1, 2],
  [0xff, 0xc4, 0, 3, 0],
  [0xff, 0xc2, 0, 17, 8, 0x04, 0xb0, 0x06, 0x40, 3],
)
const riff = (...chunk: (string | number[])[]) => bytes('RIFF', [0, 0, 0, 0], 'WEBP', ...chunk)
const lossy = riff('VP8 ', [0, 0, 0, 0, 0, 0, 0, 0x9d, 0x01, 0x2a, 0x40, 0x46, 0xb0, 0x44])
const lossless = riff('VP8L', [0, 0, 0, 0, 0x2f, 0x3f, 0xc6, 0x2b, 0x01, 0, 0, 0, 0, 0])
const extended = riff('VP8X', [0, 0, 0, 0, 0, 0, 0, 0, 0x3f, 0x06, 0, 0xaf, 0x04, 0])

describe('what an image is', () => {
  it.each([
    ['a PNG', png, 'image/png'],
    ['a JPEG, past its EXIF part and what fills it up', jpeg, 'image/jpeg'],
    ['a lossy WebP', lossy, 'image/webp'],
    ['a lossless WebP', lossless, 'image/webp'],
    ['an extended WebP', extended, 'image/webp'],
  ])('%s says so itself, with its size', (_, image, mediaType) => {
    expect(readPhoto(image)).toEqual({ mediaType, width: 1600, height: 1200 })
  })

  it.each([
    ['a PNG', png, 20],
    ['a JPEG', jpeg, 26],
    ['a WebP', lossy, 29],
  ])('%s that breaks off says no size', (_, image, length) => {
    expect(readPhoto(image.subarray(0, length))).toMatchObject({ width: null })
  })

  it.each([
    ['nothing', ''],
    ['text', 'hello'],
    ['a GIF', 'GIF89a\x01\x00\x01\x00'],
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['a sound', 'RIFF\0\0\0\0WAVEfmt '],
  ])('%s is none that is kept', (_, text) => {
    expect(readPhoto(bytes(text))).toBeNull()
  })

  it('never reads beyond its end, wherever it breaks off', () => {
    for (const image of [png, jpeg, lossy, lossless, extended])
      for (let length = 0; length < image.length; length++)
        expect(() => readPhoto(image.subarray(0, length))).not.toThrow()
  })
})
