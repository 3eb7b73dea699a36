import { afterAll, beforeAll, expect, it } from 'vitest'
import { MAX_IMPORT_BYTES } from '../contracts/imports/import-size'
import { makeContext, SYSTEM } from '../services/access/make-context'
import { runImport } from '../services/imports/run-import'
import { aSite, type Site } from '../testing/factories/inventory'
import { type ApiWorld, apiWorld } from '../testing/http'

let world: ApiWorld
let site: Site
beforeAll(async () => {
  world = await apiWorld()
  site = await aSite(world.db)
})
afterAll(() => world.close())

const work = (importId: string) =>
  runImport(makeContext({ actor: SYSTEM }), { importId, stopping: new AbortController().signal })

const header = 'barcode,datacenter'

it('a table is sent as it stands, asked after, mended from its own list of bad rows and run', async () => {
  const raw = `${header}\nAPI-1,${site.datacenter.code}\nAPI-2,nowhere\n`
  const headers = { 'content-type': 'text/csv' }
  const sent = await world.api('POST', '/imports?kind=servers&dryRun=true&name=list.csv', { raw, headers })
  expect([sent.status, sent.body.status, sent.body.name]).toEqual([202, 'QUEUED', 'list.csv'])
  await work(sent.body.id)
  const seen = await world.api('GET', `/imports/${sent.body.id}`)
  expect(seen.body).toMatchObject({ status: 'CHECKED', rows: 2, added: 1, bad: 1, startedBy: expect.any(String) })
  const { body: rows } = await world.api('GET', `/imports/${sent.body.id}/rows`)
  expect(rows.items).toEqual([
    {
      row: 2,
      line: 3,
      text: 'API-2,nowhere',
      errors: [{ column: 'datacenter', message: 'There is no datacenter nowhere' }],
    },
  ])
  const bad = await world.api('GET', `/imports/${sent.body.id}/bad-rows`)
  expect(bad.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(bad.headers.get('content-disposition')).toMatch(/^attachment; filename="bad-rows-[0-9a-f]{8}.csv"$/)
  expect(bad.body).toBe('barcode,datacenter,reason\r\nAPI-2,nowhere,datacenter: There is no datacenter nowhere\r\n')
  const all = await world.api('POST', `/imports/${sent.body.id}/run`, { body: { mode: 'all' } })
  expect([all.status, all.body.detail]).toEqual([409, 'One row is bad: mend them and send it again'])
  expect((await world.api('POST', `/imports/${sent.body.id}/run`, { body: { mode: 'good' } })).status).toBe(202)
  await work(sent.body.id)
  expect((await world.api('GET', `/imports/${sent.body.id}`)).body).toMatchObject({ status: 'DONE', added: 1 })
  expect((await world.api('GET', '/servers/API-1')).status).toBe(200)
})

it('many files come as a form or as JSON', async () => {
  const form = new FormData()
  for (const name of ['one', 'two']) form.append('files', new File([`manufacturer: A\nmodel: ${name}`], `${name}.yaml`))
  const encoded = new Response(form)
  const raw = new Uint8Array(await encoded.arrayBuffer())
  const headers = { 'content-type': encoded.headers.get('content-type') ?? '' }
  const asForm = await world.api('POST', '/imports?kind=device-types', { raw, headers })
  expect(asForm.body).toMatchObject({ files: 2, name: '2 files' })
  const files = [{ name: 'three.yaml', text: 'manufacturer: A\nmodel: three' }]
  const asJson = await world.api('POST', '/imports?kind=device-types', { body: { files } })
  for (const { id } of [asForm.body, asJson.body]) await work(id)
  expect(await world.db.serverModel.count({ where: { manufacturer: 'A' } })).toBe(3)
})

it('nothing, too much and a form that is none are refused in words', async () => {
  const csv = { 'content-type': 'text/csv' }
  const nothing = await world.api('POST', '/imports?kind=servers', { raw: '', headers: csv })
  expect([nothing.status, nothing.body.detail]).toEqual([400, 'Send a file: there is nothing in the body'])
  const large = await world.api('POST', '/imports?kind=servers', {
    raw: 'x'.repeat(MAX_IMPORT_BYTES + 1),
    headers: csv,
  })
  expect(large.status).toBe(413)
  const form = { 'content-type': 'multipart/form-data; boundary=x' }
  expect((await world.api('POST', '/imports?kind=servers', { raw: 'no form', headers: form })).status).toBe(400)
})
