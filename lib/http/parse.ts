import 'server-only'
import { z } from 'zod'
import { fieldErrors, MAX_FIELD_ERRORS } from '../contracts/field-errors'
import { AppError, type FieldError, invalid } from '../domain/errors'

export const MAX_BODY_BYTES = 16 * 1024 * 1024

/** Parses with the contract's schema; a refusal names each field. */
export function parseWith<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const fields = fieldErrors(result.error.issues).slice(0, MAX_FIELD_ERRORS)
  throw invalid(value === undefined ? (missingFields(schema) ?? fields) : fields)
}

/** For no body at all, where it should have been an object: which of its fields are missing. */
function missingFields(schema: z.ZodType): FieldError[] | null {
  const result = schema.safeParse({})
  const fields = result.success ? [] : fieldErrors(result.error.issues)
  return fields.length > 0 && fields.every((field) => field.path !== '') ? fields : null
}

function isArrayField(schema: z.ZodType | undefined): boolean {
  let inner: unknown = schema
  while (inner instanceof z.ZodOptional || inner instanceof z.ZodDefault) inner = inner.unwrap()
  return inner instanceof z.ZodArray
}

/** Query string as an object: a repeated name is an array, and a field declared as an array always is one. */
export function queryObject(search: URLSearchParams, schema: z.ZodObject): Record<string, unknown> {
  // Without a prototype: a parameter may be called __proto__ or constructor.
  const values: Record<string, unknown> = Object.create(null)
  for (const name of new Set(search.keys())) {
    const all = search.getAll(name)
    values[name] =
      all.length > 1 || isArrayField(Object.hasOwn(schema.shape, name) ? schema.shape[name] : undefined) ? all : all[0]
  }
  return values
}

const tooLarge = (most: number) => new AppError('payload-too-large', `A body may have at most ${most} bytes.`)

/** The body, of at most so many bytes; read as a stream so that a larger one is refused without keeping it. */
export async function readBody(request: Request, most: number = MAX_BODY_BYTES): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get('content-length') ?? 0) > most) throw tooLarge(most)
  if (request.body === null) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body) {
    size += chunk.byteLength
    if (size > most) throw tooLarge(most)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function decode(body: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch {
    throw new AppError('malformed', 'The body is not UTF-8.', { fields: [{ path: '', message: 'Not UTF-8' }] })
  }
}

export function mediaType(request: Request): string {
  return request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''
}

/** The body as JSON; `accepts`, for the refusal of another type, is what the endpoint takes beside it. */
export function parseBody(body: Uint8Array, type: string, accepts: readonly string[]): unknown {
  const text = decode(body)
  if (text === '') return undefined
  if (type !== '' && type !== 'application/json' && !type.endsWith('+json')) {
    throw new AppError('unsupported-media-type', `Send application/json${accepts.map((a) => ` or ${a}`).join('')}.`)
  }
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new AppError('malformed', 'The body is not JSON.', {
      cause: error,
      fields: [{ path: '', message: 'Not JSON' }],
    })
  }
}
