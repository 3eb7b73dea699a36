import {
  findZipEnd,
  LOCAL_BYTES,
  readZipDirectory,
  ZIP_TAIL,
  type ZipEntry,
  zipHeadBytes,
} from '@/lib/domain/imports/zip-directory'

/** Heads read side by side. */
const AT_ONCE = 200

const bytesOf = async (part: Blob) => new Uint8Array(await part.arrayBuffer())

/**
 * The same archive with the wanted files only, as they are packed: NetBox's library is downloaded with hundreds of megabytes of
 * pictures, which nobody needs to send. What cannot be read is left as it is: the server says what is wrong with it.
 */
export async function slimZip(archive: File, wanted: (path: string) => boolean): Promise<File> {
  const end = findZipEnd(await bytesOf(archive.slice(-ZIP_TAIL)))
  if (end === null || end === 'large') return archive
  const directory = await bytesOf(archive.slice(end.offset, end.offset + end.bytes))
  const entries = readZipDirectory(directory, end.count)?.filter(({ path }) => wanted(path))
  if (entries === undefined || entries.length === 0 || entries.length === end.count) return archive
  const parts: Blob[] = []
  const lines: Uint8Array<ArrayBuffer>[] = []
  let offset = 0
  for (let at = 0; at < entries.length; at += AT_ONCE) {
    const some = entries.slice(at, at + AT_ONCE)
    const bodies = await Promise.all(some.map((entry) => bodyOf(archive, entry)))
    for (const [index, body] of bodies.entries()) {
      const entry = some[index]
      if (body === null || entry === undefined) return archive
      const line = directory.slice(entry.line.from, entry.line.to)
      new DataView(line.buffer).setUint32(42, offset, true)
      parts.push(body)
      lines.push(line)
      offset += body.size
    }
  }
  const listed = lines.reduce((sum, { length }) => sum + length, 0)
  return new File([...parts, ...lines, endOf(entries.length, listed, offset)], archive.name, { type: archive.type })
}

/** A file's own head and its content; a size that stands behind the content is not needed, as the list has it. */
async function bodyOf(archive: File, { offset, packed }: ZipEntry): Promise<Blob | null> {
  const head = zipHeadBytes(await bytesOf(archive.slice(offset, offset + LOCAL_BYTES)))
  return head === null ? null : archive.slice(offset, offset + head + packed)
}

function endOf(count: number, bytes: number, offset: number): Uint8Array<ArrayBuffer> {
  const record = new Uint8Array(22)
  const view = new DataView(record.buffer)
  view.setUint32(0, 0x06054b50, true)
  view.setUint16(8, count, true)
  view.setUint16(10, count, true)
  view.setUint32(12, bytes, true)
  view.setUint32(16, offset, true)
  return record
}
