import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDb, type Db } from '../../db/client'
import type { Ctx } from '../../db/context'
import { isAppError } from '../../domain/errors'
import { scanServer } from '../../services/inventory/scan-server'
import { type TestWorld, testWorld } from '../context'
import { aRack, aServer, aSite } from '../factories/inventory'

interface SlotRound {
  winners: string[]
  /** What stands in the unit afterwards, by the database. */
  standing: string[]
  losers: { code: string; blockedBy: unknown; message: string }[]
}

const SCANNERS = 32

/**
 * 32 scanners, each with another server, half of them new, scan into the same unit of one rack at once; `rounds` times,
 * each with a rack of its own. `contexts` spreads them over pools, so that they race on connections of their own.
 */
async function slotRace(world: TestWorld, contexts: readonly Ctx[], rounds: number): Promise<SlotRound[]> {
  const site = await aSite(world.db)
  const results: SlotRound[] = []
  for (let round = 0; round < rounds; round++) {
    const rack = await aRack(world.db, { datacenterId: site.datacenter.id })
    const barcodes = Array.from({ length: SCANNERS }, (_, i) => `RACE-${round}-${i}`)
    for (const barcode of barcodes.filter((_, i) => i % 2 === 0)) {
      const { warehouse, datacenter } = site
      await aServer(world.db, {
        barcode,
        datacenterId: datacenter.id,
        state: 'IN_WAREHOUSE',
        warehouseId: warehouse.id,
      })
    }
    const scans = barcodes.map((barcode, i) => {
      const ctx = contexts[i % contexts.length] ?? world.ctx
      return scanServer(ctx, { barcode, location: { rack: rack.code, u: 12 } })
    })
    results.push(await roundOf(world, rack.id, await Promise.allSettled(scans)))
  }
  return results
}

async function roundOf(
  world: TestWorld,
  rackId: number,
  outcomes: PromiseSettledResult<Awaited<ReturnType<typeof scanServer>>>[],
): Promise<SlotRound> {
  const standing = await world.db.server.findMany({ where: { rackId }, select: { barcode: true } })
  const losers = outcomes.flatMap((outcome) => {
    if (outcome.status === 'fulfilled') return []
    const { reason } = outcome
    if (!isAppError(reason)) throw reason
    return [{ code: reason.code, blockedBy: reason.details?.blockedBy, message: reason.message }]
  })
  return {
    winners: outcomes.flatMap((each) => (each.status === 'fulfilled' ? [each.value.server.barcode] : [])),
    standing: standing.map((server) => server.barcode),
    losers,
  }
}

/** 8 scanners of one new barcode, into a unit of its own each: one creates it, and the others move it. */
async function barcodeRace(world: TestWorld, contexts: readonly Ctx[], rounds: number): Promise<boolean[][]> {
  const { rack } = await aSite(world.db)
  const results: boolean[][] = []
  for (let round = 0; round < rounds; round++) {
    const scans = Array.from({ length: 8 }, (_, i) => {
      const ctx = contexts[i % contexts.length] ?? world.ctx
      return scanServer(ctx, { barcode: `TWIN-${round}`, location: { rack: rack.code, u: 1 + i } })
    })
    results.push((await Promise.all(scans)).map((scan) => scan.created))
    await world.db.server.delete({ where: { barcode: `TWIN-${round}` } })
  }
  return results
}

/** Declares the races, each `rounds` times: 20 in the ordinary tests, 200 in the trials. */
export function slotRaces(rounds: number): void {
  let world: TestWorld
  let pools: Db[]
  beforeAll(async () => {
    world = await testWorld()
    pools = Array.from({ length: 4 }, () => createDb(world.url, { max: 8 }))
  })
  afterAll(async () => {
    await Promise.all(pools.map((pool) => pool.$disconnect()))
    await world.close()
  })
  const contexts = () => pools.map((db) => ({ ...world.ctx, db }))

  describe('scanners at the same moment', () => {
    it(`32 into one U place one, and each loser is told who won, ${rounds} rounds`, async () => {
      for (const { winners, standing, losers } of await slotRace(world, contexts(), rounds)) {
        expect(standing).toEqual(winners)
        expect(winners).toHaveLength(1)
        const message = `U12 is taken by ${winners[0]} (model not known, racked). That was a moment ago, by ${world.ctx.actor.name}. The nearest free place is U11.`
        expect(losers).toEqual(Array.from({ length: 31 }, () => ({ code: 'slot-taken', blockedBy: winners, message })))
      }
    })

    it(`of one new barcode: one creates it, the others find it known, ${rounds} rounds`, async () => {
      for (const created of await barcodeRace(world, contexts(), rounds)) {
        expect(created.filter(Boolean)).toHaveLength(1)
      }
    })
  })
}
