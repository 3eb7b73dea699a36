import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROOT } from '@/scripts/embedded-postgres'
import { type TestWorld, testWorld } from '../../testing/context'
import { aModel, aRackedServer, aServer, aSite } from '../../testing/factories/inventory'
import { complaints, drainImport, importText } from '../../testing/imports'
import { makeZip, type ZipEntry } from '../../testing/zip'
import { listImportRows } from './list-import-rows'
import { type ImportFile, startImport } from './start-import'

const FIXTURES = join(ROOT, '..', 'shared', 'fixtures', 'devicetypes')

let world: TestWorld
beforeAll(async () => {
  world = await testWorld()
})
afterAll(() => world.close())

describe('the device type library', () => {
  it.skipIf(!existsSync(FIXTURES))(
    'all 88 device types come in (skipped without ../shared), and a second time nothing changes',
    async () => {
      const files = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.ya?ml$/.test(file))
        .sort()
        .map((name) => ({ name, bytes: readFileSync(join(FIXTURES, name)) }))
      const load = async (sent: readonly ImportFile[] = files) => {
        const { id } = await startImport(world.ctx, { kind: 'device-types', mode: 'all', dryRun: false, files: sent })
        return drainImport(world.ctx, id)
      }
      expect(await load()).toMatchObject({ status: 'DONE', rows: 88, added: 88, name: '88 files' })
      const before = await world.db.serverModel.findMany({ orderBy: { id: 'asc' } })
      expect(before).toHaveLength(88)
      expect(
        before.every(({ cpuCores, ramGb, nvmeGb }) => cpuCores === null && ramGb === null && nvmeGb === null),
      ).toBe(true)
      expect(before.filter(({ heightU }) => heightU === 0)).toHaveLength(4)
      expect(before.filter(({ depth }) => depth === 'half')).toHaveLength(3)
      expect(before.find(({ slug }) => slug === 'dell-poweredge-r650')).toMatchObject({ heightU: 1, maxPowerW: 800 })
      expect(await load()).toMatchObject({ status: 'DONE', added: 0, changed: 0, unchanged: 88 })
      expect(await world.db.serverModel.findMany({ orderBy: { id: 'asc' } })).toEqual(before)

      const folder = 'devicetype-library-master/'
      const beside = ['.pre-commit-config.yaml', 'module-types/x.yaml', 'tests/x.yml', 'schema/x.json']
      const entries = [
        ...files.map(({ name, bytes }) => ({ name: `${folder}device-types/${name}`, body: bytes })),
        ...beside.map((name) => ({ name: folder + name, body: 'repos: []' })),
      ]
      const archive = [{ name: 'library.zip', bytes: makeZip(entries) }]
      expect(await load(archive)).toMatchObject({ status: 'DONE', rows: 88, unchanged: 88, name: 'library.zip' })
    },
  )

  it('of an archive the broken file is named by its path in it, and a bomb is refused whole', async () => {
    const send = async (...entries: ZipEntry[]) => {
      const files = [{ name: 'types.zip', bytes: makeZip(entries) }]
      const { id } = await startImport(world.ctx, { kind: 'device-types', mode: 'all', dryRun: true, files })
      return drainImport(world.ctx, id)
    }
    const checked = await send(
      { name: 'device-types/Acme/Good.yaml', body: 'manufacturer: Acme\nmodel: Zip\n' },
      { name: 'device-types/Acme/Bad.yaml', body: 'manufacturer: Acme\nmodel: Zap\nu_height: two\n' },
    )
    expect(checked).toMatchObject({ status: 'CHECKED', rows: 2, added: 1, bad: 1 })
    const [bad] = (await listImportRows(world.ctx, { id: checked.id, limit: 10 })).items
    expect(bad).toMatchObject({ file: 'device-types/Acme/Bad.yaml', line: 3, errors: [{ column: 'u_height' }] })
    expect(await send({ name: 'a.yaml', body: Buffer.alloc(1_000_000) })).toMatchObject({
      status: 'FAILED',
      problem: 'types.zip: It unpacks to more than 100 times its size.',
    })
  })

  it('a broken file is refused by file, line and field; the others are told at once', async () => {
    const good = 'manufacturer: Acme\nmodel: One\nu_height: 2\n'
    const refused = await importText(
      world.ctx,
      { kind: 'device-types' },
      good,
      'manufacturer: Acme\nmodel: Two\nu_height: two\nweight: 5\npower-ports:\n  - name: P1\n    maximum_draw: many\n',
      'manufacturer: Acme\nmodel: "Three\n',
      '- a list\n',
      'manufacturer: Acme\nmodel: Five\nu_height: 0.5\nis_full_depth: maybe\n',
      'model: Six\n',
      good,
    )
    expect(refused).toMatchObject({ status: 'REFUSED', rows: 7, added: 1, bad: 6 })
    expect(await complaints(world.ctx, refused)).toEqual([
      '2 u_height: Line 3: has to be a number from 0 to 100',
      '2 weight_unit: Has to be one of kg, g, lb, oz',
      '2 power-ports.1.maximum_draw: Line 7: has to be a number of watts',
      expect.stringMatching(/^3 : Line \d: /),
      '4 : A device type is a list of fields, “manufacturer: …” first',
      '5 u_height: Line 3: is 0.5: half units are not kept here',
      '5 is_full_depth: Line 4: has to be true or false',
      '6 manufacturer: Is missing',
      '7 model: acme-one stands in row 1 already',
    ])
    expect(await world.db.serverModel.count({ where: { manufacturer: 'Acme' } })).toBe(0)
  })

  it('several stand in one file; a new height goes to the servers, and not where one would not fit', async () => {
    const site = await aSite(world.db)
    const model = await aModel(world.db, { slug: 'acme-tall', manufacturer: 'Acme', model: 'Tall', depth: 'full' })
    const low = await aRackedServer(world.db, { ...site, model }, 10)
    const text =
      'manufacturer: Acme\nmodel: Tall\nslug: acme-tall\nu_height: 2\n---\nmanufacturer: Acme\nmodel: Node\nu_height: 0\n'
    expect(await importText(world.ctx, { kind: 'device-types' }, text)).toMatchObject({
      status: 'DONE',
      added: 1,
      changed: 1,
    })
    expect(await world.db.server.findUnique({ where: { id: low.id } })).toMatchObject({ heightU: 2 })
    const above = await aRackedServer(world.db, site, 12)
    const taller = await importText(world.ctx, { kind: 'device-types' }, text.replace('u_height: 2', 'u_height: 3'))
    expect(await complaints(world.ctx, taller)).toEqual([
      `1 u_height: ${low.barcode} in rack ${site.rack.code} would take U10–12, but ${above.barcode} is in the way.`,
    ])
    // Two of height 0 stand where they stand, at the same unit as something else.
    const node = await world.db.serverModel.findUniqueOrThrow({ where: { slug: 'acme-node' } })
    const place = { state: 'RACKED', rackId: site.rack.id, u: 12, face: 'front', heightU: 0, modelId: node.id } as const
    for (let n = 0; n < 2; n++) await aServer(world.db, { datacenterId: site.datacenter.id, ...place })
  })
})
