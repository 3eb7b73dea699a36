import { z } from 'zod'
import type { Operation } from '../domain/access/permissions'

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

type Shape = z.ZodObject | undefined
type Body = z.ZodType | undefined

/**
 * One operation of the API: what the route validates, what OpenAPI shows, what clients rely on.
 * `path` is relative to /api/v1, with {params} as in OpenAPI. `operation` is the permission that it needs; null is open
 * to anyone who is signed in.
 */
export interface Endpoint<
  P extends Shape = Shape,
  Q extends Shape = Shape,
  B extends Body = Body,
  R extends z.ZodType = z.ZodType,
> {
  readonly method: Method
  readonly path: string
  readonly operation: Operation | null
  /** Open to anyone: the operation itself asks for what it is shown, and throws `unauthenticated` without it. */
  readonly open?: true
  readonly summary: string
  readonly tag: string
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  /** Status of success and the body that comes with it. */
  readonly success: 200 | 201 | 202 | 204
  readonly response: R
  /** A success that stands beside the first, with the same body (a scan answers 200 or 201). */
  readonly alsoSuccess?: 200 | 201
  /** Statuses of refusal beyond those that every endpoint has. */
  readonly refusals?: readonly (404 | 409 | 412 | 415 | 422)[]
  /** Members of the answer that are shown this once: a repeat with the same Idempotency-Key comes without them. */
  readonly shownOnce?: readonly string[]
  /** Other bodies than JSON that it takes: one thing a line, read while it comes (`lines` of the operation's input). */
  readonly accepts?: readonly string[]
  /** A body that the operation gets as it came, whatever it says it is: types and schema are what OpenAPI shows; `most` bytes. */
  readonly raw?: { readonly types: readonly string[]; readonly schema: z.ZodType; readonly most?: number }
  /** Its answer is the bytes of a file of one of these media types, and no JSON: the operation gives a `FileAnswer`. */
  readonly file?: readonly string[]
}

export function endpoint<
  const P extends Shape = undefined,
  const Q extends Shape = undefined,
  const B extends Body = undefined,
  const R extends z.ZodType = z.ZodType,
>(declaration: Endpoint<P, Q, B, R>): Declared<P, Q, B, R> {
  return declaration as Declared<P, Q, B, R>
}

/** What was declared is there: `listServersEndpoint.query` can be used as a schema. */
type Declared<P extends Shape, Q extends Shape, B extends Body, R extends z.ZodType> = Endpoint<P, Q, B, R> &
  (P extends z.ZodType ? { readonly params: P } : unknown) &
  (Q extends z.ZodType ? { readonly query: Q } : unknown) &
  (B extends z.ZodType ? { readonly body: B } : unknown)

/** Declared fields are optional properties, hence the NonNullable; what was not declared is an empty object. */
type Output<T> = [NonNullable<T>] extends [z.ZodType] ? z.output<NonNullable<T> & z.ZodType> : Record<never, never>
type OutputOr<T, Otherwise> = [NonNullable<T>] extends [never] ? Otherwise : Output<T>

/** What an operation gets: path parameters, query and body as one validated object each. */
export interface EndpointInput<E extends Endpoint> {
  params: OutputOr<E['params'], Record<never, never>>
  query: OutputOr<E['query'], Record<never, never>>
  body: OutputOr<E['body'], undefined>
}

export type EndpointResponse<E extends Endpoint> = z.input<E['response']>

/** For answers without a body. */
export const nothing = z.undefined()

/** For answers that are a file, and bodies that are one. */
export const bytes = z.instanceof(Uint8Array)
/** What OpenAPI 3.1 shows of such a body: its media type says all. */
export const binary = z.string().meta({ format: 'binary' })
