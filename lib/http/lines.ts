import 'server-only'
import { AppError } from '../domain/errors'

const NEWLINE = 10
/** Much longer than an event may be: of a longer line only this much is kept, which is no JSON any more. */
const LONGEST_LINE = 256 * 1024
const EMPTY = new Uint8Array()

/**
 * The lines of a body as they come, blank ones left out: no more than one of them is kept at a time. A line that is not UTF-8
 * comes with U+0000, which no event may contain. Throws `malformed` where the body breaks off; a line that was cut is not
 * given.
 */
export async function* linesOf(source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<string> {
  let rest: Uint8Array = EMPTY
  try {
    for await (const chunk of source) {
      let from = 0
      for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, from)) {
        const line = join(rest, chunk.subarray(from, end))
        rest = EMPTY
        from = end + 1
        const text = textOf(line)
        if (text !== '') yield text
      }
      rest = join(rest, chunk.subarray(from))
    }
  } catch (error) {
    throw new AppError('malformed', 'The body broke off; the whole lines that came are kept.', {
      cause: error,
      fields: [{ path: '', message: 'Broke off' }],
    })
  }
  const last = textOf(rest)
  if (last !== '') yield last
}

function join(rest: Uint8Array, more: Uint8Array): Uint8Array {
  const room = LONGEST_LINE - rest.byteLength
  if (room <= 0 || more.byteLength === 0) return rest
  return rest.byteLength === 0 ? more.subarray(0, room) : Buffer.concat([rest, more.subarray(0, room)])
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

function textOf(line: Uint8Array): string {
  try {
    return utf8.decode(line).trim()
  } catch {
    return '\u0000'
  }
}
