import { setImmediate } from 'node:timers/promises'
import { crc32, inflateRawSync } from 'node:zlib'
import {
  findZipEnd,
  LOCAL_BYTES,
  readZipDirectory,
  ZIP_TAIL,
  type ZipEntry,
  zipHeadBytes,
} from '../../domain/imports/zip-directory'
import type { ImportFile } from './start-import'

/** The whole library of NetBox has some 6,000 device types of 2 kB each; text does not shrink to less than a twentieth. */
export const ZIP_LIMITS = { entries: 50_000, files: 20_000, fileBytes: 1_048_576, bytes: 67_108_864, ratio: 100 }

export type Unpacked = { ok: true; files: ImportFile[] } | { ok: false; problem: string }

const STORED = 0
const DEFLATED = 8

/**
 * The files of an archive that are wanted, each under its path in it. Nothing is unpacked before all sizes are within the limits,
 * and nothing past the size that the archive says: what says less than it holds is broken, not a way round them.
 */
export async function unpackZip(archive: ImportFile, wanted: (path: string) => boolean): Promise<Unpacked> {
  const bytes = Buffer.from(archive.bytes.buffer, archive.bytes.byteOffset, archive.bytes.byteLength)
  const refuse = (problem: string): Unpacked => ({ ok: false, problem: `${archive.name}: ${problem}` })
  const entries = entriesOf(bytes)
  if (typeof entries === 'string') return refuse(entries)
  const chosen = entries.filter(({ path }) => wanted(path))
  const problem = refusalOf(chosen, bytes.length)
  if (problem !== null) return refuse(problem)
  const files: ImportFile[] = []
  for (const entry of chosen) {
    const content = contentOf(bytes, entry)
    if (content === null) return refuse(`${entry.path} in it is broken. Make the archive anew.`)
    files.push({ name: entry.path, bytes: content })
    // Some thousand files take a second: between two of them others get their turn.
    if (files.length % 50 === 0) await setImmediate()
  }
  return { ok: true, files }
}

function entriesOf(bytes: Buffer): ZipEntry[] | string {
  const end = findZipEnd(bytes.subarray(-ZIP_TAIL))
  if (end === null) return 'It is no whole zip archive: its end is missing.'
  if (end === 'large') return 'It is larger than a zip archive of the plain kind. Send it in parts.'
  const { count, offset } = end
  if (count > ZIP_LIMITS.entries) return `It holds ${count} files; at most ${ZIP_LIMITS.entries} are looked through.`
  return readZipDirectory(bytes.subarray(offset, offset + end.bytes), count) ?? 'Its list of files is broken.'
}

function refusalOf(entries: readonly ZipEntry[], archiveBytes: number): string | null {
  const { files, fileBytes, bytes, ratio } = ZIP_LIMITS
  if (entries.length > files) return `It holds ${entries.length} files of device types; at most ${files} go at once.`
  const odd = entries.find(({ method, encrypted }) => encrypted || (method !== STORED && method !== DEFLATED))
  if (odd !== undefined)
    return `${odd.path} in it is ${odd.encrypted ? 'encrypted' : 'packed in a way not known here'}.`
  const large = entries.find(({ size }) => size > fileBytes)
  if (large !== undefined) return `${large.path} in it unpacks to more than ${fileBytes / 1_048_576} MB.`
  const whole = entries.reduce((sum, { size }) => sum + size, 0)
  if (whole > bytes) return `It unpacks to more than ${bytes / 1_048_576} MB.`
  return whole > archiveBytes * ratio ? `It unpacks to more than ${ratio} times its size.` : null
}

/** null: it is not what the archive's list says. */
function contentOf(bytes: Buffer, { offset, packed, size, method, crc }: ZipEntry): Uint8Array<ArrayBuffer> | null {
  const head = zipHeadBytes(bytes.subarray(offset, offset + LOCAL_BYTES))
  if (head === null) return null
  const from = offset + head
  const body = bytes.subarray(from, from + packed)
  const content = method === STORED ? body : inflated(body, size)
  if (content === null || content.length !== size || crc32(content) !== crc) return null
  return new Uint8Array(content)
}

function inflated(body: Buffer, size: number): Buffer | null {
  try {
    return inflateRawSync(body, { maxOutputLength: Math.max(size, 1) })
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null
    throw error
  }
}
