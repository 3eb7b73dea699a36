import type { z } from 'zod'
import type { Ctx } from '../../db/context'

/** One list as somebody asks for it: by its service with a context, and under its path over HTTP. */
export interface ListCase {
  name: string
  /** Below /api/v1, with its query; null where only our own pages and scrapers ask. */
  path: string | null
  /** A page after `cursor`, of `limit` rows where that is asked for; the next page's cursor. */
  ask(ctx: Ctx, cursor?: string, limit?: number): Promise<string | undefined>
}

interface ListEndpoint<Q extends z.ZodType> {
  readonly path: string
  readonly query: Q
}

type Filters<Q extends z.ZodType> = Record<string, Partial<z.input<Q>>>

/** A case for each of the filters, by their names; `params` stand in the path as in `/orders/{number}`. */
export function casesOf<Q extends z.ZodType<object>, P extends Record<string, string> = Record<never, string>>(
  endpoint: ListEndpoint<Q>,
  service: (ctx: Ctx, input: z.output<Q> & P) => Promise<object>,
  filters: Filters<Q>,
  params?: P,
): ListCase[] {
  const path = Object.entries(params ?? {}).reduce(
    (made, [name, value]) => made.replace(`{${name}}`, encodeURIComponent(value)),
    endpoint.path,
  )
  return Object.entries(filters).map(([name, filter]) => ({
    name: `${path.slice(1)}: ${name}`,
    path: `${path}${searchOf(filter)}`,
    ask: async (ctx, cursor, limit) => {
      const paged = { ...(cursor === undefined ? {} : { cursor }), ...(limit === undefined ? {} : { limit }) }
      const input = endpoint.query.parse({ ...filter, ...paged })
      const answer = await service(ctx, { ...input, ...params } as z.output<Q> & P)
      return 'nextCursor' in answer && typeof answer.nextCursor === 'string' ? answer.nextCursor : undefined
    },
  }))
}

function searchOf(filter: object): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(filter))
    for (const one of Array.isArray(value) ? value : [value]) search.append(name, String(one))
  return search.size === 0 ? '' : `?${search}`
}

/** A case without filters. */
export function oneCase(name: string, path: string, ask: (ctx: Ctx) => Promise<unknown>): ListCase {
  return {
    name: `${path.slice(1)}: ${name}`,
    path,
    ask: async (ctx) => {
      await ask(ctx)
      return undefined
    },
  }
}

/** What is asked for under no path of the API. */
export function insideCase(name: string, ask: (ctx: Ctx) => Promise<unknown>): ListCase {
  return { ...oneCase('all', `/${name}`, ask), path: null }
}

/** The barcode of the `n`th server that `fillServers` makes. */
export const barcodeOf = (n: number): string => `SRV-${String(n).padStart(7, '0')}`
