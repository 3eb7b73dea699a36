import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SketchContent } from '../../contracts/planning/order-sketch'
import { type TestWorld, testWorld } from '../../testing/context'
import { countStatements } from '../../testing/count-statements'
import { type Fleet, makeFleet, placeOrder } from '../../testing/factories/planning'
import { dropSketch } from './drop-sketch'
import { getSketch } from './get-sketch'
import { listSketches } from './list-sketches'
import { saveSketch } from './save-sketch'

let world: TestWorld
let fleet: Fleet
beforeAll(async () => {
  world = await testWorld()
  fleet = await makeFleet(world.db, { servers: 0 })
})
afterAll(() => world.close())

const content = (customer: string): SketchContent => ({
  ...{
    customer,
    datacenter: '',
    image: '',
    boot: 'media',
    endsOn: '',
    mode: 'lines',
    cpuCores: 0,
    ramGb: 0,
    nvmeGb: 0,
  },
  lines: [{ count: 2, minCpuCores: 8, minRamGb: 0, minNvmeGb: 0 }],
})

describe('an order that is typed and not placed yet', () => {
  it('is there on another device, and of two that type at once neither overwrites the other unseen', async () => {
    const id = randomUUID()
    const first = await saveSketch(world.ctx, { id, device: 'desk', content: content('Ac') })
    expect(first).toMatchObject({ id, version: 1, device: 'desk' })
    const desk = { id, device: 'desk', version: first.version, content: content('Acme') }
    expect((await saveSketch(world.ctx, desk)).version).toBe(2)
    const late = { ...desk, device: 'laptop', content: content('Late') }
    await expect(saveSketch(world.ctx, late)).rejects.toMatchObject({ code: 'stale' })
    expect(await getSketch(world.ctx, { id })).toMatchObject({ device: 'desk', content: { customer: 'Acme' } })
    const { version: _, ...forced } = late
    expect(await saveSketch(world.ctx, forced)).toMatchObject({ version: 3, content: { customer: 'Late' } })
  })

  it('is nobody else’s: not read, not written, not thrown away', async () => {
    const id = randomUUID()
    await saveSketch(world.ctx, { id, device: 'desk', content: content('Mine') })
    const other = world.as('PLANNER')
    await expect(getSketch(other, { id })).rejects.toMatchObject({ code: 'not-found' })
    const theirs = { id, device: 'x', content: content('Theirs') }
    await expect(saveSketch(other, theirs)).rejects.toMatchObject({ code: 'not-found' })
    await expect(dropSketch(other, { id })).rejects.toMatchObject({ code: 'not-found' })
    expect((await listSketches(other, { limit: 50 })).items).toEqual([])
    await expect(saveSketch(world.as('VIEWER'), theirs)).rejects.toMatchObject({ code: 'forbidden' })
    await dropSketch(world.ctx, { id })
    await expect(getSketch(world.ctx, { id })).rejects.toMatchObject({ code: 'not-found' })
  })

  it('goes with the order that is placed from it, in the same transaction', async () => {
    const id = randomUUID()
    await saveSketch(world.ctx, { id, device: 'desk', content: content('Acme') })
    await expect(placeOrder(world.ctx, fleet, { cpuCores: 1, image: 'none-such', sketch: id })).rejects.toMatchObject({
      code: 'unknown-reference',
    })
    expect(await getSketch(world.ctx, { id })).toMatchObject({ id })
    await placeOrder(world.as('PLANNER'), fleet, { cpuCores: 1, sketch: id })
    expect(await getSketch(world.ctx, { id })).toMatchObject({ id })
    await placeOrder(world.ctx, fleet, { cpuCores: 1, sketch: id })
    await expect(getSketch(world.ctx, { id })).rejects.toMatchObject({ code: 'not-found' })
  })

  it('fifty are kept of each person, the latest; a page of them is one statement', async () => {
    for (let index = 0; index < 53; index++)
      await saveSketch(world.as('OPERATOR'), { id: randomUUID(), device: 'desk', content: content(`C${index}`) })
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await listSketches(world.as('OPERATOR'), { limit: 20, cursor })
      seen.push(...page.items.map((sketch) => sketch.content.customer))
      cursor = page.nextCursor
    } while (cursor !== undefined)
    expect([seen.length, new Set(seen).size, seen[0]]).toEqual([50, 50, 'C52'])
    expect(await countStatements(world, (ctx) => listSketches(ctx, { limit: 50 }))).toHaveLength(1)
  })
})
