import { isAppError } from '../../domain/errors'
import { editTicket } from '../../services/tickets/edit-ticket'
import { recordScan } from '../../services/tickets/record-scan'
import type { TestWorld } from '../context'
import { aStartedRepair } from '../factories/repair'
import { aCareSite, aStockedPart } from '../factories/tickets'

const SERVERS = 8
let counter = 0

async function readyToInstall(world: TestWorld, spares: number) {
  const site = await aCareSite(world.db, SERVERS)
  const about = { warehouse: site.warehouse.code, models: [site.model.slug] }
  const sku = await aStockedPart(world.ctx, { ...about, quantity: spares })
  const numbers: string[] = []
  for (const { barcode } of site.servers) {
    const serial = `RACE-${++counter}`
    const number = await aStartedRepair(world, { server: barcode, components: [serial] })
    await recordScan(world.ctx, { number, code: serial })
    numbers.push(number)
  }
  return { site, sku, numbers }
}

/** 'done', or the code of the refusal; anything else is thrown. */
const outcomeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => {
      if (isAppError(error)) return error.code
      throw error
    },
  )

async function stockOf(world: TestWorld, sku: string) {
  const { available, reserved } = await world.db.stock.findFirstOrThrow({ where: { sparePart: { sku } } })
  return [available, reserved]
}

/** Two people scan the new part of each of eight tickets at the same moment: what came of each pair, and the stock. */
export async function raceTwoScanners(world: TestWorld) {
  const { sku, numbers } = await readyToInstall(world, SERVERS)
  const pairs = await Promise.all(
    numbers.map(async (number) => {
      const scan = () => outcomeOf(recordScan(world.ctx, { number, code: sku }))
      return (await Promise.all([scan(), scan()])).sort()
    }),
  )
  return { pairs, stock: await stockOf(world, sku) }
}

/** A scan of the new part and WONT_FIX at once: either is first, and the part is used up or given back, never both. */
export async function raceScanAndWontFix(world: TestWorld) {
  const { sku, numbers } = await readyToInstall(world, SERVERS)
  const used = await Promise.all(
    numbers.map(async (number) => {
      const [scanned] = await Promise.all([
        outcomeOf(recordScan(world.ctx, { number, code: sku })),
        outcomeOf(editTicket(world.ctx, { number, status: 'WONT_FIX' })),
      ])
      return scanned === 'done' ? 1 : 0
    }),
  )
  const gone = used.reduce<number>((sum, one) => sum + one, 0)
  return { stock: await stockOf(world, sku), expected: [SERVERS - gone, 0] }
}

/** Eight crews scan the one spare piece of another part at once: one reservation is swapped for it, the others stay. */
export async function raceSwap(world: TestWorld) {
  const { site, sku, numbers } = await readyToInstall(world, SERVERS)
  const about = { warehouse: site.warehouse.code, models: [site.model.slug] }
  const other = await aStockedPart(world.ctx, { ...about, quantity: 1 })
  const outcomes = await Promise.all(numbers.map((number) => outcomeOf(recordScan(world.ctx, { number, code: other }))))
  return { outcomes: outcomes.sort(), stock: [await stockOf(world, sku), await stockOf(world, other)] }
}

/** Eight crews scan the same piece, known by its serial, at once: it is built into one server. */
export async function racePiece(world: TestWorld) {
  const { site, sku, numbers } = await readyToInstall(world, SERVERS)
  const serial = `RACE-${++counter}`
  const part = await world.db.sparePart.findUniqueOrThrow({ where: { sku } })
  await world.db.part.create({
    data: { serial, state: 'IN_STOCK', sparePartId: part.id, warehouseId: site.warehouse.id },
  })
  const outcomes = await Promise.all(
    numbers.map((number) => outcomeOf(recordScan(world.ctx, { number, code: serial }))),
  )
  return { outcomes: outcomes.sort(), stock: await stockOf(world, sku) }
}

/** What has to come of eight at once where one can win. */
export const ONE_OF_EIGHT = ['done', ...Array<string>(SERVERS - 1).fill('wrong-part')]
export const PAIRS = Array<string[]>(SERVERS).fill(['done', 'wrong-part'])
