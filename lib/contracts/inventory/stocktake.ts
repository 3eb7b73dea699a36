import { z } from 'zod'
import { endpoint } from '../endpoint'
import { anyOf, page, pageQuery } from '../paging'
import { code, text, utc, uuid } from '../primitives'
import { serverState } from './server'

/** found: expected and seen · missing: expected, not seen · unexpected: seen, recorded elsewhere or nowhere. */
export const stocktakeLine = z.object({
  code,
  status: z.enum(['found', 'missing', 'unexpected']),
  state: serverState.optional(),
  /** Where it is recorded; absent for a code that nobody knows. */
  recorded: z.string().optional(),
  u: z.int().optional(),
  settled: z.enum(['missing', 'ignored']).optional(),
  reason: z.string().optional(),
  settledBy: z.string().optional(),
})
export type StocktakeLineView = z.input<typeof stocktakeLine>

const place = { rack: code.optional(), warehouse: code.optional(), datacenter: code }
const life = { startedBy: z.string(), startedAt: utc, closedBy: z.string().optional(), closedAt: utc.optional() }
const counts = z.object({ found: z.int(), missing: z.int(), unexpected: z.int() })

export const stocktakeSummary = z
  .object({ id: uuid, ...place, ...life, counts: counts.optional() })
  .meta({ id: 'StocktakeSummary' })
export type StocktakeSummaryView = z.input<typeof stocktakeSummary>

/** At most 200 lines of a status, those that are not settled first; `open` are missing or unexpected and not settled. */
export const stocktakeView = z
  .object({ id: uuid, ...place, ...life, counts, open: z.int(), lines: z.array(stocktakeLine) })
  .meta({ id: 'Stocktake' })
export type StocktakeView = z.input<typeof stocktakeView>

const params = z.strictObject({ id: uuid })
const tag = 'Inventory'

export const startStocktakeInput = z.union([z.strictObject({ rack: code }), z.strictObject({ warehouse: code })])
export const stocktakeScanInput = z.strictObject({ code: text(400) })
export const settleLineInput = z.strictObject({
  code,
  as: z.enum(['missing', 'ignored']),
  reason: text(500).optional(),
})

export const listStocktakesEndpoint = endpoint({
  method: 'GET',
  path: '/stocktakes',
  operation: 'inventory.read',
  tag,
  summary: 'Stocktakes, newest first',
  query: z.strictObject({
    ...pageQuery,
    rack: anyOf(code),
    warehouse: anyOf(code),
    datacenter: anyOf(code),
    open: z.enum(['true', 'false']).optional(),
  }),
  success: 200,
  response: page(stocktakeSummary),
})
export const startStocktakeEndpoint = endpoint({
  method: 'POST',
  path: '/stocktakes',
  operation: 'inventory.start-stocktake',
  tag,
  summary: 'Begin to count a rack or a warehouse; one that is open there already is gone on with (200)',
  body: startStocktakeInput,
  success: 201,
  alsoSuccess: 200,
  response: stocktakeView,
  refusals: [422],
})
export const getStocktakeEndpoint = endpoint({
  method: 'GET',
  path: '/stocktakes/{id}',
  operation: 'inventory.read',
  tag,
  summary: 'One stocktake: what was expected, is missing, or was not expected',
  params,
  success: 200,
  response: stocktakeView,
  refusals: [404],
})
export const recordStocktakeScanEndpoint = endpoint({
  method: 'POST',
  path: '/stocktakes/{id}/scans',
  operation: 'inventory.record-stocktake-scan',
  tag,
  summary: 'A code that was seen there; nothing is moved by it',
  params,
  body: stocktakeScanInput,
  success: 200,
  response: stocktakeView,
  refusals: [404, 409, 422],
})
export const settleStocktakeLineEndpoint = endpoint({
  method: 'POST',
  path: '/stocktakes/{id}/settlements',
  operation: 'inventory.settle-stocktake-line',
  tag,
  summary:
    'Settle a difference: a missing server is tagged so, with a reason; or it is ignored. To say that it is here, scan it in',
  params,
  body: settleLineInput,
  success: 200,
  response: stocktakeView,
  refusals: [404, 409, 422],
})
export const closeStocktakeEndpoint = endpoint({
  method: 'POST',
  path: '/stocktakes/{id}/close',
  operation: 'inventory.close-stocktake',
  tag,
  summary: 'Close a stocktake once every difference is settled; its counts are kept',
  params,
  success: 200,
  response: stocktakeView,
  refusals: [404, 409],
})
