import { z } from 'zod'
import { LAYOUT_IDS } from '../../domain/labels/layouts'
import { bytes, endpoint } from '../endpoint'
import { anyOf } from '../paging'
import { code, label } from '../primitives'

const tag = 'Labels'

export const MAX_LABELS = 1_000
/** What an address holds. */
export const MAX_LABELS_IN_ADDRESS = 300

export const LABEL_KINDS = ['server', 'rack', 'warehouse', 'part', 'piece'] as const

const layout = z.enum(LAYOUT_IDS).meta({ description: 'Of the sheet or the tape' })
const first = z.coerce
  .number()
  .int()
  .min(1)
  .max(100)
  .default(1)
  .meta({ description: 'The place on the first sheet at which to begin: what is left of one that was used before' })

/** Codes of any kind, with commas between. */
const codes = z
  .string()
  .max(16_384)
  .transform((text) => text.split(/[\s,;]+/).filter((one) => one !== ''))
  .pipe(z.array(label).max(MAX_LABELS_IN_ADDRESS))

const chosen = {
  codes: codes.optional(),
  server: anyOf(code),
  rack: anyOf(code),
  warehouse: anyOf(code),
  part: anyOf(code),
  contentsOf: code.optional().meta({ description: 'A rack: the servers in it, from the top' }),
}

export const labelView = z
  .object({
    kind: z.enum(LABEL_KINDS),
    code: z.string(),
    title: z.string(),
    detail: z.string(),
  })
  .meta({ id: 'Label' })
export type LabelView = z.input<typeof labelView>

export const labelListView = z
  .object({ items: z.array(labelView), unknown: z.array(z.string()) })
  .meta({ id: 'LabelList' })
export type LabelListView = z.input<typeof labelListView>

export const listLabelsEndpoint = endpoint({
  method: 'GET',
  path: '/labels',
  operation: 'inventory.read',
  tag,
  summary: 'What would stand on the labels of servers, racks, warehouses, parts and pieces',
  query: z.strictObject(chosen),
  success: 200,
  response: labelListView,
  refusals: [422],
})
export const printLabelsEndpoint = endpoint({
  method: 'GET',
  path: '/labels.pdf',
  operation: 'inventory.read',
  tag,
  summary: 'Labels as PDF in real millimetres: Code 128, and QR to the short address',
  query: z.strictObject({ ...chosen, layout: layout.default('a4-3x8'), first }),
  success: 200,
  file: ['application/pdf'],
  response: bytes,
  refusals: [422],
})
export const printManyLabelsEndpoint = endpoint({
  method: 'POST',
  path: '/labels.pdf',
  operation: 'inventory.read',
  tag,
  summary: 'The same for more codes than an address holds',
  body: z.strictObject({
    codes: z.array(label).min(1).max(MAX_LABELS),
    layout: layout.default('a4-3x8'),
    first: z.int().min(1).max(100).default(1),
  }),
  success: 200,
  file: ['application/pdf'],
  response: bytes,
  refusals: [422],
})
