import { z } from 'zod'
import { endpoint, nothing } from '../endpoint'
import { page, pageQuery } from '../paging'
import { count, isStorableJson, utc, uuid, version } from '../primitives'

/** Typed text, half of it perhaps: anything that can be kept. */
const typed = (max: number) => z.string().max(max).refine(isStorableJson, { message: 'Must not contain NUL' })

/** An order as far as it has been typed: none of it need be right yet. `endsOn`: a day, or empty. */
export const sketchContent = z.strictObject({
  customer: typed(200),
  datacenter: typed(64),
  image: typed(64),
  boot: z.enum(['media', 'network']),
  endsOn: typed(10),
  mode: z.enum(['totals', 'lines']),
  cpuCores: count,
  ramGb: count,
  nvmeGb: count,
  lines: z
    .array(z.strictObject({ count: z.int().min(1).max(10_000), minCpuCores: count, minRamGb: count, minNvmeGb: count }))
    .min(1)
    .max(100),
})
export type SketchContent = z.input<typeof sketchContent>

const device = typed(64).min(1).meta({ description: 'A random name of the device on which it was typed last' })

export const sketchView = z
  .object({ id: uuid, content: sketchContent, device, createdAt: utc, updatedAt: utc, version })
  .meta({ id: 'OrderSketch' })
export type SketchView = z.input<typeof sketchView>

/** With `version`, the one that was read: of another one nothing is written. */
export const saveSketchInput = z.strictObject({
  id: uuid,
  version: version.optional(),
  device,
  content: sketchContent,
})

const params = z.strictObject({ id: uuid })
const tag = 'Orders'

export const listSketchesEndpoint = endpoint({
  method: 'GET',
  path: '/order-sketches',
  operation: 'planning.read',
  tag,
  summary: 'What you have typed of orders that are not placed yet, latest first; nobody else sees it',
  query: z.strictObject({ ...pageQuery }),
  success: 200,
  response: page(sketchView),
})
export const saveSketchEndpoint = endpoint({
  method: 'POST',
  path: '/order-sketches',
  operation: 'planning.save-sketch',
  tag,
  summary: 'Keep what is typed of an order, under an id of the caller’s; the fifty latest are kept',
  body: saveSketchInput,
  success: 200,
  response: sketchView,
  refusals: [412],
})
export const getSketchEndpoint = endpoint({
  method: 'GET',
  path: '/order-sketches/{id}',
  operation: 'planning.read',
  tag,
  summary: 'One of them',
  params,
  success: 200,
  response: sketchView,
  refusals: [404],
})
export const dropSketchEndpoint = endpoint({
  method: 'DELETE',
  path: '/order-sketches/{id}',
  operation: 'planning.drop-sketch',
  tag,
  summary: 'Throw it away; the order that is placed from it does so too',
  params,
  success: 204,
  response: nothing,
  refusals: [404],
})
