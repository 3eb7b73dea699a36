import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { MAX_PHOTOS } from '../../domain/tickets/photo'
import { type TestWorld, testWorld } from '../../testing/context'
import { aPng } from '../../testing/factories/photo'
import { aCareSite } from '../../testing/factories/tickets'
import { addPhoto } from './add-photo'
import { deletePhoto } from './delete-photo'
import { editTicket } from './edit-ticket'
import { getPhoto } from './get-photo'
import { getTicket } from './get-ticket'
import { openTicket } from './open-ticket'

let world: TestWorld
let number: string
let datacenterId: number
beforeAll(async () => {
  world = await testWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  const site = await aCareSite(world.db, 1)
  datacenterId = site.datacenter.id
  number = (await openTicket(world.ctx, { server: site.servers[0]?.barcode ?? '', type: 'REBOOT' })).number
})

const add = (body = aPng(), note?: string) => addPhoto(world.ctx, { number, body, note })
const photosOf = async () => (await getTicket(world.ctx, { number })).photos

describe('photos of a ticket', () => {
  it('are kept as they came, shown with the ticket in the order they were taken, and audited without the image', async () => {
    const first = await add(aPng(40, 30), 'the label')
    const second = await add(aPng(20, 10))
    expect(first).toMatchObject({ by: 'admin@test', width: 40, height: 30, note: 'the label' })
    expect(await photosOf()).toEqual([first, second])
    expect(await getPhoto(world.ctx, { number, id: first.id })).toEqual({
      body: aPng(40, 30),
      mediaType: 'image/png',
    })
    const [audit] = await world.db.auditEntry.findMany({ where: { action: 'tickets.add-photo', key: number } })
    const photo = { id: first.id, mediaType: 'image/png', width: 40, height: 30, bytes: aPng(40, 30).byteLength }
    expect(audit?.detail).toEqual({ photo, note: 'the label' })
  })

  it('are also added to a closed ticket, as a note is, and each makes it a new version', async () => {
    const { version } = await editTicket(world.ctx, { number, status: 'WONT_FIX' })
    await add()
    expect((await getTicket(world.ctx, { number })).version).toBe(version + 1)
  })

  it('are deleted once, with an audit row, and only off their own ticket', async () => {
    const { id } = await add()
    await expect(deletePhoto(world.ctx, { number: 'T-0', id })).rejects.toMatchObject({ code: 'not-found' })
    const site = await aCareSite(world.db, 1)
    const other = await openTicket(world.ctx, { server: site.servers[0]?.barcode ?? '', type: 'REBOOT' })
    await expect(deletePhoto(world.ctx, { number: other.number, id })).rejects.toMatchObject({ code: 'not-found' })
    await expect(getPhoto(world.ctx, { number: other.number, id })).rejects.toMatchObject({ code: 'not-found' })
    await deletePhoto(world.ctx, { number, id })
    await expect(deletePhoto(world.ctx, { number, id })).rejects.toMatchObject({ code: 'not-found' })
    expect(await photosOf()).toEqual([])
    const audits = await world.db.auditEntry.findMany({ where: { action: 'tickets.delete-photo', key: number } })
    expect(audits.map(({ detail }) => detail)).toEqual([{ photo: { id } }])
  })

  it('are for those who may note and read there', async () => {
    const { id } = await add()
    const tech = world.as('TECH', datacenterId)
    await addPhoto(tech, { number, body: aPng() })
    for (const ctx of [world.as('TECH', datacenterId + 1), world.as('VIEWER')]) {
      await expect(addPhoto(ctx, { number, body: aPng() })).rejects.toMatchObject({ code: 'forbidden' })
      await expect(deletePhoto(ctx, { number, id })).rejects.toMatchObject({ code: 'forbidden' })
    }
    await expect(getPhoto(world.as('VIEWER', datacenterId + 1), { number, id })).rejects.toMatchObject({
      code: 'forbidden',
    })
    expect((await getPhoto(world.as('VIEWER', datacenterId), { number, id })).mediaType).toBe('image/png')
  })

  it('are at most twenty, also when two take the last place at once; a deleted one makes room', async () => {
    const [first] = await Promise.all(Array.from({ length: MAX_PHOTOS - 1 }, () => add()))
    const raced = await Promise.allSettled([add(), add(), add()])
    const refused = raced.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
    expect(refused).toMatchObject([
      { code: 'conflict', details: { most: MAX_PHOTOS } },
      { code: 'conflict', message: expect.stringContaining('delete one first') },
    ])
    expect(await photosOf()).toHaveLength(MAX_PHOTOS)
    await deletePhoto(world.ctx, { number, id: first?.id ?? '' })
    await add()
    expect(await photosOf()).toHaveLength(MAX_PHOTOS)
  })

  it('are refused where they are no image, break off or say that they are enormous', async () => {
    const text = new TextEncoder().encode('<svg/>')
    await expect(add(text)).rejects.toMatchObject({ code: 'unsupported-media-type' })
    await expect(add(new Uint8Array())).rejects.toMatchObject({ code: 'unsupported-media-type' })
    await expect(add(aPng().slice(0, 20))).rejects.toMatchObject({ code: 'malformed' })
    await expect(add(aPng(10_001, 1))).rejects.toMatchObject({ code: 'malformed' })
    await expect(add(new Uint8Array(1_048_577))).rejects.toMatchObject({ code: 'payload-too-large' })
    expect(await photosOf()).toEqual([])
  })
})
