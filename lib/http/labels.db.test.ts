import { afterAll, beforeAll, expect, it } from 'vitest'
import { aRackedServer, aSite, type Site } from '../testing/factories/inventory'
import { type ApiWorld, apiWorld } from '../testing/http'

let world: ApiWorld
let site: Site
beforeAll(async () => {
  world = await apiWorld()
  site = await aSite(world.db)
  for (const u of [3, 9]) await aRackedServer(world.db, site, u, { barcode: `LBL-${u}`, serial: `S${u}` })
  await world.db.sparePart.create({ data: { sku: 'DISK-1', kind: 'disk', description: 'NVMe of 7.68 TB' } })
  await world.db.part.create({ data: { serial: 'PIECE/9', state: 'REMOVED' } })
})
afterAll(() => world.close())

it('codes of every kind are found in the order given, and what nobody knows is named', async () => {
  const codes = `lbl-3,${site.rack.code},${site.warehouse.code},DISK-1,PIECE/9,NOBODY`
  const { status, body } = await world.api('GET', `/labels?codes=${encodeURIComponent(codes)}`)
  expect(status).toBe(200)
  expect(body.items).toEqual([
    { kind: 'server', code: 'LBL-3', title: 'Dell R650', detail: 'S/N S3' },
    {
      kind: 'rack',
      code: site.rack.code,
      title: 'Rack, 42U',
      detail: `${site.datacenter.code} ${site.datacenter.name}`,
    },
    { kind: 'warehouse', code: site.warehouse.code, title: 'Warehouse', detail: expect.any(String) },
    { kind: 'part', code: 'DISK-1', title: 'NVMe of 7.68 TB', detail: 'Part, disk' },
    { kind: 'piece', code: 'PIECE/9', title: 'Part', detail: '' },
  ])
  expect(body.unknown).toEqual(['NOBODY'])
})

it('a rack’s servers come from the top, as a PDF', async () => {
  const list = await world.api('GET', `/labels?contentsOf=${site.rack.code}`)
  expect(list.body.items.map(({ code }: { code: string }) => code)).toEqual(['LBL-9', 'LBL-3'])
  const pdf = await world.api('GET', `/labels.pdf?contentsOf=${site.rack.code}&rack=${site.rack.code}&layout=tape-24`)
  expect(pdf.headers.get('content-type')).toBe('application/pdf')
  expect(pdf.headers.get('content-disposition')).toBe('inline; filename="labels.pdf"')
  expect(pdf.body).toMatch(/^%PDF-1\.4/)
  expect(pdf.body.match(/MediaBox/g)).toHaveLength(3)
  const many = await world.api('POST', '/labels.pdf', { body: { codes: ['LBL-3'], layout: 'a4-4x10', first: 7 } })
  expect([many.status, many.body.match(/MediaBox/g).length]).toEqual([200, 1])
})

it('a sheet with one missing is refused by name; so are no codes, and a place that the sheet has not', async () => {
  const missing = await world.api('GET', '/labels.pdf?codes=LBL-3,NOBODY')
  expect([missing.status, missing.body.code, missing.body.unknown]).toEqual([422, 'unknown-reference', ['NOBODY']])
  expect((await world.api('GET', '/labels.pdf')).status).toBe(400)
  expect((await world.api('GET', '/labels.pdf?codes=LBL-3&first=25')).body.errors).toEqual([
    { path: 'first', message: 'A sheet of this layout has 24 labels' },
  ])
  expect((await world.api('GET', '/labels?contentsOf=NOWHERE')).status).toBe(422)
})
