import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestWorld, testWorld } from '../../testing/context'
import { countStatements } from '../../testing/count-statements'
import { aSite, type Site } from '../../testing/factories/inventory'
import { scanServer } from '../inventory/scan-server'
import { getTelemetryStrips } from '../telemetry/get-telemetry-strips'
import { ingestEvents } from '../telemetry/ingest-events'
import { getServerLife } from './get-server-life'
import { transitionServer } from './transition-server'

const NOW = Date.UTC(2026, 10, 20, 12)

let world: TestWorld
let site: Site
let clock = NOW
beforeAll(async () => {
  world = await testWorld({ clock: () => new Date(clock) })
  site = await aSite(world.db)
})
afterAll(() => world.close())

describe('a server’s life', () => {
  it('is told by its scans and transitions, without who and why', async () => {
    const barcode = 'LIFE-1'
    const pass = (hours: number) => {
      clock += hours * 3_600_000
    }
    await scanServer(world.ctx, { barcode, location: { warehouse: site.warehouse.code }, model: site.model.slug })
    pass(5)
    await scanServer(world.ctx, { barcode, location: { rack: site.rack.code, u: 4 } })
    pass(5)
    await transitionServer(world.ctx, { barcode, to: 'BROKEN', reason: 'it smells of smoke' })
    const life = await getServerLife(world.ctx, { barcode })
    expect(life.states.map(({ state }) => state).slice(-3)).toEqual(['IN_WAREHOUSE', 'RACKED', 'BROKEN'])
    expect(life.places.map(({ place }) => place)).toEqual([site.warehouse.code, `${site.rack.code} U4`])
    expect(life.states.at(-2)?.to).toBe(life.states.at(-1)?.from)
    expect(life.states.at(-1)).not.toHaveProperty('to')
    expect(life).toMatchObject({ complete: true, orders: [], firmware: [] })
    expect(JSON.stringify(life)).not.toContain('smoke')
    const statements = await countStatements(world, (ctx) => getServerLife(ctx, { barcode }))
    expect(statements.length).toBeLessThanOrEqual(9)
  })

  it('is nothing for who may not read there', async () => {
    const stranger = world.as('VIEWER', 4_711)
    await expect(getServerLife(stranger, { barcode: 'LIFE-1' })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(getServerLife(world.ctx, { barcode: 'NONE' })).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('the strips of what a server reported', () => {
  it('are a kind each, the worst of each stretch, with the limit of its rule', async () => {
    const at = (minutes: number) => new Date(clock - minutes * 60_000).toISOString()
    const said = (minutes: number, kind: string, payload: object) => ({
      barcode: 'LIFE-1',
      ts: at(minutes),
      kind,
      payload,
    })
    const events = [
      said(56, 'ECC_ERRORS', { count: 3, dimm: 'A1' }),
      said(55, 'ECC_ERRORS', { count: 7, dimm: 'A1' }),
      said(600, 'ECC_ERRORS', { count: 2, dimm: 'A1' }),
      said(30, 'TEMPERATURE', { sensors: { CPU1: 61, CPU2: 66 } }),
      said(48 * 60, 'TEMPERATURE', { sensors: { CPU1: 90 } }),
    ]
    await ingestEvents(world.ctx, { events })
    const day = await getTelemetryStrips(world.ctx, { barcode: 'LIFE-1' })
    const ecc = day.strips.find(({ kind }) => kind === 'ECC_ERRORS')
    expect(ecc).toMatchObject({ unit: 'count', limit: 10, last: 7 })
    expect(ecc?.points.map(({ value, events: times }) => [value, times])).toEqual([
      [2, 1],
      [7, 2],
    ])
    expect(day.strips.find(({ kind }) => kind === 'TEMPERATURE')).toMatchObject({ unit: 'celsius', last: 66 })
    const week = await getTelemetryStrips(world.ctx, { barcode: 'LIFE-1', span: '7d' })
    expect(week.strips.find(({ kind }) => kind === 'TEMPERATURE')?.points).toHaveLength(2)
    const statements = await countStatements(world, (ctx) => getTelemetryStrips(ctx, { barcode: 'LIFE-1' }))
    expect(statements).toHaveLength(3)
  })
})
