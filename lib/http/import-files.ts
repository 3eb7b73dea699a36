import 'server-only'
import { z } from 'zod'
import { importFilesInput, MAX_IMPORT_FILES } from '../contracts/imports/import'
import { AppError, invalid } from '../domain/errors'
import type { RawBody } from './handle'
import { parseBody, parseWith } from './parse'

interface File {
  name: string
  bytes: Uint8Array<ArrayBuffer>
}

const fileName = z.string().trim().min(1).max(255)

/** The files of an import's body: those of a form, `{files: [{name, text}]}` as JSON, or the body itself as one file. */
export async function importFiles({ bytes, contentType }: RawBody, name: string | undefined): Promise<File[]> {
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? ''
  const files =
    type === 'multipart/form-data'
      ? await formFiles(bytes, contentType)
      : type === 'application/json'
        ? jsonFiles(bytes)
        : [{ name: name ?? 'as sent', bytes }]
  if (files.every((file) => file.bytes.byteLength === 0))
    throw invalid({ path: '', message: 'Send a file: there is nothing in the body' })
  return files.map((file) => ({ ...file, name: fileName.catch('without a name').parse(storable(file.name)) }))
}

function jsonFiles(bytes: Uint8Array): File[] {
  const { files } = parseWith(importFilesInput, parseBody(bytes, 'application/json', []))
  return files.map(({ name, text }) => ({ name, bytes: Buffer.from(text.toWellFormed()) }))
}

async function formFiles(bytes: Uint8Array<ArrayBuffer>, contentType: string): Promise<File[]> {
  const form = await new Response(bytes, { headers: { 'content-type': contentType } })
    .formData()
    .catch((cause: unknown) => {
      throw new AppError('malformed', 'The form cannot be read.', {
        cause,
        fields: [{ path: '', message: 'Not a form' }],
      })
    })
  const given = [...form.values()].filter((value) => typeof value !== 'string')
  if (given.length > MAX_IMPORT_FILES) throw invalid({ path: '', message: `At most ${MAX_IMPORT_FILES} files at once` })
  return Promise.all(given.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })))
}

function storable(name: string): string {
  return name.replaceAll('\u0000', '').toWellFormed()
}
