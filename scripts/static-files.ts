import { createReadStream, readdirSync, statSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'

const brotli = promisify(brotliCompress)

const TYPES: Record<string, string> = {
  '.js': 'application/javascript; charset=UTF-8',
  '.css': 'text/css; charset=UTF-8',
}
const PREFIX = '/_next/static/'

/** Paths as URLs have them, from `PREFIX` on, to what they are on disk. */
export type StaticFiles = ReadonlyMap<string, { file: string; bytes: number; type: string }>

const filesIn = (dir: string) =>
  readdirSync(dir, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'))

/**
 * Beside each script and style sheet of a build, the same compressed with brotli as far as it goes: an eighth less than gzip over a
 * phone's network, and nothing to compress at each request.
 */
export async function compressStatic(dir: string): Promise<void> {
  const plain = filesIn(dir).filter((path) => TYPES[extname(path)] !== undefined)
  await Promise.all(
    plain.map(async (path) => {
      const bytes = await readFile(join(dir, path))
      const params = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
      await writeFile(join(dir, `${path}.br`), await brotli(bytes, { params }))
    }),
  )
}

/** What `compressStatic` has left in `dir`. */
export function compressedIn(dir: string): StaticFiles {
  const found = filesIn(dir).filter((path) => path.endsWith('.br'))
  return new Map(
    found.map((path) => {
      const file = join(dir, path)
      const of = path.slice(0, -'.br'.length)
      return [of, { file, bytes: statSync(file).size, type: TYPES[extname(of)] ?? 'application/octet-stream' }]
    }),
  )
}

/** Answers with the compressed file, if there is one and the browser takes it; else nothing is done. */
export function sendCompressed(files: StaticFiles, path: string, request: IncomingMessage, response: ServerResponse) {
  if (!path.startsWith(PREFIX) || (request.method !== 'GET' && request.method !== 'HEAD')) return false
  const found = files.get(path.slice(PREFIX.length))
  if (found === undefined || !takesBrotli(request.headers['accept-encoding'])) return false
  response.writeHead(200, {
    'content-type': found.type,
    'content-encoding': 'br',
    'content-length': found.bytes,
    vary: 'accept-encoding',
    // Its name changes with what is in it.
    'cache-control': 'public, max-age=31536000, immutable',
  })
  if (request.method === 'HEAD') response.end()
  // Whoever goes away before the end ends it; there is nobody left to tell.
  else pipeline(createReadStream(found.file), response).catch(() => response.destroy())
  return true
}

/** RFC 9110, 12.5.3; a coding with weight 0 is one that is not taken. */
function takesBrotli(accepted: string | string[] | undefined): boolean {
  return [accepted ?? []]
    .flat()
    .join(',')
    .split(',')
    .some((part) => {
      const [coding, weight] = part.split(';').map((word) => word.trim().toLowerCase())
      return coding === 'br' && !/^q=0(\.0*)?$/.test(weight ?? '')
    })
}
