import { z } from 'zod'
import { endpoint } from '../endpoint'
import { code, instant, text } from '../primitives'
import { BATCH, MOST_CHANGED } from './batch-sizes'
import { serverFilter, transitionInput } from './server'

/** The servers named, or all that a filter leaves at the moment it is asked. */
const selection = z.union([
  z.strictObject({ barcodes: z.array(code).min(1).max(MOST_CHANGED) }),
  z.strictObject({ filter: serverFilter }),
])
export type ServerSelectionInput = z.input<typeof selection>

/** One change for many: a transition by hand, a scan into a warehouse, a hold. */
export const serverChange = z.discriminatedUnion('kind', [
  transitionInput.extend({ kind: z.literal('transition') }),
  z.strictObject({ kind: z.literal('move'), warehouse: code }),
  z.strictObject({ kind: z.literal('hold'), reason: text(500), until: instant.optional() }),
])
export type ServerChange = z.output<typeof serverChange>

/** By reason, most first, with the first few. */
export const refusedGroups = z.array(z.object({ reason: z.string(), count: z.int(), examples: z.array(code) }))

/**
 * What a change would do, with nothing changed. changeable: how many it would change; ready: their barcodes, where no more than
 * 1,000 are asked about; beyond, `/bulk-changes` does it. refused: by reason, most first.
 */
export const batchPreview = z
  .object({
    total: z.int(),
    changeable: z.int(),
    ready: z.array(code),
    already: z.int(),
    refused: refusedGroups,
    /** What it brings with it, beyond the change itself. */
    warnings: z.array(z.string()),
  })
  .meta({ id: 'ServerBatchPreview' })
export type BatchPreviewView = z.input<typeof batchPreview>

/** One line a server, in the order sent: done, already so, or refused with the reason of that server alone. */
export const batchAnswer = z
  .object({
    results: z.array(
      z.object({
        barcode: code,
        outcome: z.enum(['done', 'already', 'refused']),
        code: z.string().optional(),
        reason: z.string().optional(),
      }),
    ),
  })
  .meta({ id: 'ServerBatchAnswer' })
export type BatchAnswerView = z.input<typeof batchAnswer>

export const previewBatchInput = z.strictObject({ selection, change: serverChange })
export const changeServersInput = z.strictObject({ barcodes: z.array(code).min(1).max(BATCH), change: serverChange })

const tag = 'Inventory'

export const previewServerBatchEndpoint = endpoint({
  method: 'POST',
  path: '/server-batches/preview',
  operation: 'inventory.transition-server',
  tag,
  summary: 'What a change of many servers would do, and which it would refuse and why; changes nothing',
  body: previewBatchInput,
  success: 200,
  response: batchPreview,
  refusals: [422],
})
export const changeServersEndpoint = endpoint({
  method: 'POST',
  path: '/server-batches',
  operation: 'inventory.transition-server',
  tag,
  summary: 'Change up to 50 servers, each in a transaction of its own; safe to send again',
  body: changeServersInput,
  success: 200,
  response: batchAnswer,
  refusals: [422],
})
