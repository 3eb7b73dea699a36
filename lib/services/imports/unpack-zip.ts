import { setImmediate } from 'node:timers/promises'
import { crc32, inflateRawSync } from 'node:zlib'
import { decodeText } from './read-table'
import type { ImportFile } from './start-import'

/** The whole library of NetBox has some 6,000 device types of 2 kB each; text does not shrink to less than a twentieth. */
export const ZIP_LIMITS = { entries: 50_000, files: 20_000, fileBytes: 1_048_576, bytes: 67_108_864, ratio: 100 }

export type Unpacked = { ok: true; files: ImportFile[] } | { ok: false; problem: string }

interface Entry {
  path: string
  method: number
  encrypted: boolean
  crc: number
  packed: number
  size: number
  offset: number
}

const END = 0x06054b50
const DIRECTORY = 0x02014b50
const LOCAL = 0x04034b50
const END_BYTES = 22
const DIRECTORY_BYTES = 46
const LOCAL_BYTES = 30
const STORED = 0
const DEFLATED = 8
/** What stands in a size that is too large for the format: the archive is a zip64. */
const BEYOND = 0xffffffff

export function isZip({ bytes }: ImportFile): boolean {
  return bytes.length > END_BYTES && [0x50, 0x4b, 0x03, 0x04].every((byte, at) => bytes[at] === byte)
}

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

function entriesOf(bytes: Buffer): Entry[] | string {
  const end = endOf(bytes)
  if (end === null) return 'It is no whole zip archive: its end is missing.'
  const count = bytes.readUInt16LE(end + 10)
  let at = bytes.readUInt32LE(end + 16)
  if (count === 0xffff || at === BEYOND) return 'It is larger than a zip archive of the plain kind. Send it in parts.'
  if (count > ZIP_LIMITS.entries) return `It holds ${count} files; at most ${ZIP_LIMITS.entries} are looked through.`
  const entries: Entry[] = []
  for (let index = 0; index < count; index++) {
    if (at + DIRECTORY_BYTES > end || bytes.readUInt32LE(at) !== DIRECTORY) return 'Its list of files is broken.'
    const [name, extra, comment] = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field))
    const from = at + DIRECTORY_BYTES
    entries.push({
      path: decodeText(bytes.subarray(from, from + (name ?? 0))),
      encrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      packed: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      offset: bytes.readUInt32LE(at + 42),
    })
    at = from + (name ?? 0) + (extra ?? 0) + (comment ?? 0)
  }
  return entries
}

/** The record at its end, before a comment of up to 65,535 bytes. */
function endOf(bytes: Buffer): number | null {
  const lowest = Math.max(0, bytes.length - END_BYTES - 0xffff)
  for (let at = bytes.length - END_BYTES; at >= lowest; at--) {
    if (bytes.readUInt32LE(at) === END && bytes.readUInt16LE(at + 20) === bytes.length - at - END_BYTES) return at
  }
  return null
}

function refusalOf(entries: readonly Entry[], archiveBytes: number): string | null {
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
function contentOf(bytes: Buffer, { offset, packed, size, method, crc }: Entry): Uint8Array<ArrayBuffer> | null {
  if (offset + LOCAL_BYTES > bytes.length || bytes.readUInt32LE(offset) !== LOCAL) return null
  const from = offset + LOCAL_BYTES + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28)
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
