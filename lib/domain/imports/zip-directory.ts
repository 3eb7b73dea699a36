/** One file of a zip archive, as the list at the archive's end has it. */
export interface ZipEntry {
  path: string
  method: number
  encrypted: boolean
  crc: number
  /** Bytes in the archive, and unpacked. */
  packed: number
  size: number
  /** Of its own head in the archive. */
  offset: number
  /** Its line of the list. */
  line: { from: number; to: number }
}

export interface ZipEnd {
  count: number
  /** Where the list of files begins, and how long it is. */
  offset: number
  bytes: number
}

const END = 0x06054b50
const DIRECTORY = 0x02014b50
const LOCAL = 0x04034b50
const END_BYTES = 22
const DIRECTORY_BYTES = 46
export const LOCAL_BYTES = 30
const LONGEST_COMMENT = 0xffff
/** So much of an archive's end holds its last record, whatever comment follows it. */
export const ZIP_TAIL = END_BYTES + LONGEST_COMMENT
/** What stands in a field that is too small for its number: the archive is a zip64. */
const BEYOND = { count: 0xffff, offset: 0xffffffff }

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

export function isZip(bytes: Uint8Array): boolean {
  return bytes.length > END_BYTES && viewOf(bytes).getUint32(0, true) === LOCAL
}

/** The record at an archive's end; 'large' for a zip64, null where there is none. */
export function findZipEnd(tail: Uint8Array): ZipEnd | 'large' | null {
  const view = viewOf(tail)
  for (let at = tail.length - END_BYTES; at >= Math.max(0, tail.length - ZIP_TAIL); at--) {
    if (view.getUint32(at, true) !== END || view.getUint16(at + 20, true) !== tail.length - at - END_BYTES) continue
    const [count, bytes, offset] = [
      view.getUint16(at + 10, true),
      view.getUint32(at + 12, true),
      view.getUint32(at + 16, true),
    ]
    return count === BEYOND.count || offset === BEYOND.offset ? 'large' : { count, bytes, offset }
  }
  return null
}

/** The list of files; null where it is broken. */
export function readZipDirectory(directory: Uint8Array, count: number): ZipEntry[] | null {
  const view = viewOf(directory)
  const names = new TextDecoder()
  const entries: ZipEntry[] = []
  let at = 0
  for (let index = 0; index < count; index++) {
    if (at + DIRECTORY_BYTES > directory.length || view.getUint32(at, true) !== DIRECTORY) return null
    const name = view.getUint16(at + 28, true)
    const to = at + DIRECTORY_BYTES + name + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    if (to > directory.length) return null
    entries.push({
      path: names.decode(directory.subarray(at + DIRECTORY_BYTES, at + DIRECTORY_BYTES + name)),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
      line: { from: at, to },
    })
    at = to
  }
  return entries
}

/** Bytes of a file's own head before its content; null where it is none. */
export function zipHeadBytes(head: Uint8Array): number | null {
  if (head.length < LOCAL_BYTES) return null
  const view = viewOf(head)
  return view.getUint32(0, true) !== LOCAL ? null : LOCAL_BYTES + view.getUint16(26, true) + view.getUint16(28, true)
}

/**
 * Is it a device type of NetBox's library? The library keeps its own tests, and module and rack types, beside `device-types`; what is
 * hidden is about its repository.
 */
export function isDeviceTypePath(path: string): boolean {
  const parts = path.split('/')
  const others = parts.some((part) => /^(\.|__MACOSX$|(module|rack)-types$|tests?$)/.test(part))
  return !others && /\.ya?ml$/i.test(path)
}
