import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type TestWorld, testWorld } from '../../testing/context'
import { countStatements } from '../../testing/count-statements'
import { aRackedServer, aSite, type Site } from '../../testing/factories/inventory'
import { complaints, drainImport, importText } from '../../testing/imports'
import { planMove } from '../inventory/plan-move'
import { cancelImport } from './cancel-import'
import { getImport } from './get-import'
import { listImports } from './list-imports'
import { rerunImport } from './rerun-import'
import { runImport } from './run-import'
import { startImport } from './start-import'
import { wakeImports } from './wake-imports'
import { writeBadRows } from './write-bad-rows'

let world: TestWorld
let site: Site
beforeAll(async () => {
  world = await testWorld()
})
beforeEach(async () => {
  site = await aSite(world.db)
})
afterAll(() => world.close())

let serial = 0
const newCode = (prefix: string) => `${prefix}-${++serial}`
const servers = (rows: string[]) => ['barcode,model,datacenter,warehouse,rack,u,face,serial', ...rows].join('\n')

describe('servers by a table', () => {
  it('stand where the table says, through the states of a scan, with an audit row for each', async () => {
    const [racked, stored, announced] = [newCode('A'), newCode('A'), newCode('A')]
    const text = servers([
      `${racked},${site.model.slug},,,${site.rack.code},U12,rear,S1`,
      `${stored},,,${site.warehouse.code},,,,`,
      `${announced},,${site.datacenter.code},,,,,`,
    ])
    const done = await importText(world.ctx, { kind: 'servers' }, text)
    expect(done).toMatchObject({ status: 'DONE', rows: 3, done: 3, added: 3, bad: 0, kept: false })
    const rows = await world.db.server.findMany({
      where: { barcode: { in: [racked, stored, announced] } },
      orderBy: { id: 'asc' },
    })
    expect(rows).toMatchObject([
      { state: 'RACKED', rackId: site.rack.id, u: 12, face: 'rear', serial: 'S1', modelId: site.model.id },
      { state: 'IN_WAREHOUSE', warehouseId: site.warehouse.id, modelId: null, heightU: 1 },
      { state: 'NEW', datacenterId: site.datacenter.id, warehouseId: null },
    ])
    const audit = await world.db.auditEntry.findMany({ where: { key: racked }, orderBy: { id: 'asc' } })
    expect(audit.map(({ from, to }) => [from, to])).toEqual([
      [null, 'NEW'],
      ['NEW', 'IN_WAREHOUSE'],
      ['IN_WAREHOUSE', 'RACKED'],
    ])
    expect(audit[0]).toMatchObject({
      actor: 'admin@test',
      action: 'imports.import-servers',
      detail: { import: done.id, row: 1 },
    })
  })

  it('every error of every row is told at once, by row and column, and all or nothing writes nothing', async () => {
    const inTheWay = await aRackedServer(world.db, site, 5)
    const good = newCode('B')
    const rack = site.rack.code
    const text = servers([
      `${good},,,,${rack},7,front,`,
      `${newCode('B')},no-such-model,nowhere,,${rack},5,sideways,`,
      `,,,,${rack},,,`,
      `${good},,,,${rack},9,,`,
      `${newCode('B')},no-such-model,nowhere,,${rack},8,,`,
      `${newCode('B')},,,,${rack},5,,`,
      `${newCode('B')},,,,${rack},7,,`,
      `${newCode('B')},,,${site.warehouse.code},${rack},43,,`,
      `${newCode('B')},,,,${rack},43,,`,
      `${newCode('B')},,,,,,,`,
      `not a code!,,,${site.warehouse.code},,,,`,
      `${inTheWay.barcode},,,,${rack},6,,`,
    ])
    const refused = await importText(world.ctx, { kind: 'servers' }, text)
    expect(refused).toMatchObject({ status: 'REFUSED', rows: 12, bad: 11, added: 1, kept: true })
    expect(await complaints(world.ctx, refused)).toEqual([
      expect.stringMatching(/^2 face: “sideways”/),
      '3 barcode: Is missing',
      '3 u: Is missing: the lowest unit that the server takes',
      `4 barcode: ${good} stands in row 1 already`,
      '5 model: There is no server model no-such-model',
      '5 datacenter: There is no datacenter nowhere',
      `6 u: ${rack}: U5 is taken by ${inTheWay.barcode}.`,
      `7 u: ${rack}: U7 is taken by ${good}.`,
      '8 warehouse: A server stands in a rack or in a warehouse, not in both',
      `9 u: ${rack}: U43 is outside the rack, which goes from U1 to U42.`,
      '10 datacenter: Is missing, as are rack and warehouse: where is it, or where will it arrive?',
      expect.stringMatching(/^11 barcode: “not a code!”/),
      `12 u: ${inTheWay.barcode} is recorded with 5: a scan moves it`,
    ])
    expect(await world.db.server.count({ where: { barcode: good } })).toBe(0)

    // The same, only the good rows.
    await rerunImport(world.ctx, { id: refused.id, mode: 'good' })
    expect(await drainImport(world.ctx, refused.id)).toMatchObject({ status: 'DONE', done: 12, added: 1, bad: 11 })
    expect(await world.db.server.findUnique({ where: { barcode: good } })).toMatchObject({ u: 7, state: 'RACKED' })

    const { text: table } = await writeBadRows(world.ctx, refused)
    const [head, first] = table.split('\r\n')
    expect(head).toBe('\ufeffbarcode,model,datacenter,warehouse,rack,u,face,serial,reason')
    expect(first).toMatch(/^B-\d+,no-such-model,nowhere,.*face: “sideways”/)
    // It can be sent again as it is: the column of reasons is passed over.
    expect(await importText(world.ctx, { kind: 'servers', dryRun: true }, table)).toMatchObject({ bad: 11 })
  })

  it('stay off what is kept for others, and may stand beside what hangs at the side', async () => {
    const stored = await world.db.server.create({
      data: {
        barcode: newCode('K'),
        datacenterId: site.datacenter.id,
        state: 'IN_WAREHOUSE',
        warehouseId: site.warehouse.id,
      },
    })
    await planMove(world.ctx, { server: stored.barcode, rack: site.rack.code, u: 30, face: 'front' })
    await world.db.rackItem.create({
      data: { rackId: site.rack.id, u: 1, heightU: 40, face: 'front', side: 'left', kind: 'pdu', name: 'PDU-A' },
    })
    const rows = [30, 31].map((u) => `${newCode('K')},${site.model.slug},,,${site.rack.code},${u},,`)
    const refused = await importText(world.ctx, { kind: 'servers' }, servers(rows))
    expect(await complaints(world.ctx, refused)).toEqual([
      `1 u: ${site.rack.code}: U30 is taken by what is kept for ${stored.barcode}.`,
    ])
  })

  it('a dry run changes nothing and is the same look; a second import of the same table changes nothing', async () => {
    const barcode = newCode('C')
    const text = servers([`${barcode},${site.model.slug},,,${site.rack.code},3,front,S`])
    const checked = await importText(world.ctx, { kind: 'servers', dryRun: true }, text)
    expect(checked).toMatchObject({ status: 'CHECKED', added: 1, kept: true })
    expect(await world.db.server.count({ where: { barcode } })).toBe(0)
    await rerunImport(world.ctx, { id: checked.id, mode: 'all' })
    expect(await drainImport(world.ctx, checked.id)).toMatchObject({ status: 'DONE', added: 1 })
    expect(await importText(world.ctx, { kind: 'servers' }, text)).toMatchObject({ status: 'DONE', unchanged: 1 })
    const completed = servers([`${barcode.toLowerCase()},,,,,,,S2`])
      .replace('S2', 'S2')
      .replace(',,,,,,,', `,,${site.datacenter.code},,,,,`)
    expect(await importText(world.ctx, { kind: 'servers' }, completed)).toMatchObject({ status: 'DONE', changed: 1 })
    expect(await world.db.server.findUnique({ where: { barcode } })).toMatchObject({ serial: 'S2', u: 3 })
  })

  it('a barcode that was ever used is refused, and so is what the one who sends may not do there', async () => {
    const other = await aSite(world.db)
    const barcode = newCode('D')
    await world.db.retiredBarcode.create({ data: { barcode } })
    const text = servers([`${barcode},,${site.datacenter.code},,,,,`, `${newCode('D')},,${other.datacenter.code},,,,,`])
    const tech = world.as('TECH', site.datacenter.id)
    const refused = await importText(tech, { kind: 'servers', dryRun: true }, text)
    expect(await complaints(tech, refused)).toEqual([
      `1 barcode: ${barcode} was used before, and a barcode is never used again`,
      '2 datacenter: Needs the role TECH, OPERATOR or ADMIN for this datacenter',
    ])
    await expect(getImport(world.as('OPERATOR', other.datacenter.id), refused)).rejects.toMatchObject({
      code: 'not-found',
    })
    expect((await listImports(tech, { limit: 50 })).items.map(({ id }) => id)).toContain(refused.id)
    await expect(importText(world.as('VIEWER'), { kind: 'servers' }, text)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(importText(world.as('TECH'), { kind: 'device-types' }, text)).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  it('costs the same number of statements for 10 rows as for 400', async () => {
    const cost = async (count: number) => {
      const rows = Array.from(
        { length: count },
        () => `${newCode('E')},${site.model.slug},${site.datacenter.code},,,,,`,
      )
      const text = servers(rows)
      return (await countStatements(world, (ctx) => importText(ctx, { kind: 'servers', mode: 'good' }, text))).length
    }
    await cost(1)
    const [few, many] = [await cost(10), await cost(400)]
    expect(many).toBe(few)
  })

  it('what is no table is refused in words', async () => {
    expect(await importText(world.ctx, { kind: 'servers' }, 'colour,size\nred,1')).toMatchObject({
      status: 'FAILED',
      problem: 'There is no column barcode. The first line has: colour, size.',
    })
    expect(await importText(world.ctx, { kind: 'servers' }, 'barcode\n"x')).toMatchObject({
      problem: 'file-1, line 2: A quote is opened here and never closed.',
    })
  })
})

describe('whoever else is there', () => {
  it('an import that was cancelled writes nothing more', async () => {
    const text = servers([`${newCode('F')},,${site.datacenter.code},,,,,`])
    const { id } = await startImport(world.ctx, {
      ...{ kind: 'servers', mode: 'all', dryRun: false },
      files: [{ name: 'a.csv', bytes: Buffer.from(text) }],
    })
    await cancelImport(world.ctx, { id })
    expect(await drainImport(world.ctx, id)).toMatchObject({ status: 'CANCELLED', done: 0, kept: false })
    await expect(cancelImport(world.ctx, { id })).rejects.toMatchObject({ code: 'illegal-transition' })
    await expect(rerunImport(world.ctx, { id, mode: 'all' })).rejects.toMatchObject({ code: 'conflict' })
  })

  it('of two workers with one import, each row is written once', async () => {
    const rows = Array.from({ length: 1_200 }, () => `${newCode('G')},,${site.datacenter.code},,,,,`)
    const { id } = await startImport(world.ctx, {
      ...{ kind: 'servers', mode: 'good', dryRun: false },
      files: [{ name: 'a.csv', bytes: Buffer.from(servers(rows)) }],
    })
    await Promise.all([drainImport(world.ctx, id), drainImport(world.ctx, id), drainImport(world.ctx, id)])
    expect(await getImport(world.ctx, { id })).toMatchObject({ status: 'DONE', added: 1_200, bad: 0 })
  })

  it('a worker that stops hands it back, and the next one goes on where it stood', async () => {
    const rows = Array.from({ length: 3_000 }, () => `${newCode('I')},,${site.datacenter.code},,,,,`)
    const { id } = await startImport(world.ctx, {
      ...{ kind: 'servers', mode: 'good', dryRun: false },
      files: [{ name: 'a.csv', bytes: Buffer.from(servers(rows)) }],
    })
    const stopping = new AbortController()
    const first = runImport(world.ctx, { importId: id, stopping: stopping.signal })
    while ((await getImport(world.ctx, { id })).done === 0) await sleep(5)
    stopping.abort()
    await first
    const left = await getImport(world.ctx, { id })
    expect(left).toMatchObject({ status: 'WRITING' })
    expect(left.done).toBeLessThan(3_000)
    // The entry that came with it waits; once it is gone, it is called for again, and once.
    expect(await wakeImports(world.ctx)).toBe(0)
    await world.db.$executeRaw`DELETE FROM pgboss.job WHERE name = 'import'`
    expect([await wakeImports(world.ctx), await wakeImports(world.ctx)]).toEqual([1, 0])
    expect(await drainImport(world.ctx, id)).toMatchObject({ status: 'DONE', added: 3_000 })
  })

  it('what the database refuses and no look can see makes one row bad, and not the others', async () => {
    const [odd, ...others] = Array.from({ length: 9 }, () => newCode('J'))
    await world.db.$executeRawUnsafe(`ALTER TABLE servers ADD CONSTRAINT servers_trap CHECK (barcode <> '${odd}')`)
    const text = servers(
      [...others.slice(0, 3), odd, ...others.slice(3)].map((code) => `${code},,${site.datacenter.code},,,,,`),
    )
    const done = await importText(world.ctx, { kind: 'servers', mode: 'good' }, text)
    expect(done).toMatchObject({ status: 'DONE', added: 8, bad: 1 })
    expect(await complaints(world.ctx, done)).toEqual([expect.stringMatching(/^4 : The state of things forbids this/)])
    const whole = await importText(world.ctx, { kind: 'servers' }, text)
    expect(whole).toMatchObject({
      status: 'FAILED',
      problem: expect.stringContaining('the database refuses one of them'),
    })
    await world.db.$executeRawUnsafe('ALTER TABLE servers DROP CONSTRAINT servers_trap')
  })

  it('two imports of the same servers at once: each server is created once, by one of them', async () => {
    const rows = Array.from({ length: 600 }, () => `${newCode('H')},,${site.datacenter.code},,,,,`)
    const both = await Promise.all([
      importText(world.ctx, { kind: 'servers', mode: 'good' }, servers(rows)),
      importText(world.ctx, { kind: 'servers', mode: 'all' }, servers([...rows].reverse())),
    ])
    expect(both.map(({ status }) => status)).toEqual(['DONE', 'DONE'])
    expect(both.reduce((sum, { added }) => sum + added, 0)).toBe(600)
    expect(both.reduce((sum, { unchanged }) => sum + unchanged, 0)).toBe(600)
  })
})

describe('racks by a table', () => {
  it('new ones, new budgets of those that are there, and no height below what stands in one', async () => {
    await aRackedServer(world.db, site, 30)
    const fresh = newCode('RACK')
    const text = [
      'Rack;DC;Height;Max power;Weight;Aisle',
      `${fresh};${site.datacenter.code};48;8'000;900;Q`,
      `${site.rack.code};${site.datacenter.code};42;7500;;`,
    ].join('\r\n')
    expect(await importText(world.ctx, { kind: 'racks' }, text)).toMatchObject({ status: 'DONE', added: 1, changed: 1 })
    expect(await world.db.rack.findUnique({ where: { code: fresh } })).toMatchObject({
      ...{ heightU: 48, maxPowerW: 8000, maxWeightKg: 900, row: 'Q' },
    })
    expect(await world.db.rack.findUnique({ where: { code: site.rack.code } })).toMatchObject({
      maxPowerW: 7500,
      version: 2,
    })
    expect(await importText(world.ctx, { kind: 'racks' }, text)).toMatchObject({ status: 'DONE', unchanged: 2 })
    const shrunk = await importText(
      world.ctx,
      { kind: 'racks' },
      `code,datacenter,heightU\n${site.rack.code},${site.datacenter.code},20`,
    )
    expect(await complaints(world.ctx, shrunk)).toEqual([`1 heightU: ${site.rack.code} holds something up to U30`])
  })
})
