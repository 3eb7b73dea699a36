import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { allPages } from '../../testing/all-pages'
import { type TestWorld, testWorld } from '../../testing/context'
import { createFirmwarePath } from './create-firmware-path'
import { deleteFirmwarePath } from './delete-firmware-path'
import { editFirmwarePath } from './edit-firmware-path'
import { getFirmwarePath } from './get-firmware-path'
import { listFirmwarePaths } from './list-firmware-paths'

let world: TestWorld
beforeAll(async () => {
  world = await testWorld()
  const shape = { manufacturer: 'Dell', heightU: 1, depth: 'full' as const }
  await world.db.serverModel.createMany({
    data: ['r650', 'r750'].map((slug) => ({ ...shape, slug, model: slug.toUpperCase() })),
  })
})
afterAll(() => world.close())

describe('firmware paths', () => {
  it('are added once, read, edited under their version, and removed', async () => {
    const path = { model: 'R650', component: 'BIOS', from: '>=1.0 <1.5', to: '1.5.4', minutes: 12 }
    const made = await createFirmwarePath(world.ctx, path)
    expect(made).toMatchObject({ model: 'r650', minutes: 12, version: 1 })
    await expect(createFirmwarePath(world.ctx, path)).rejects.toMatchObject({ code: 'already-exists' })
    const edited = await editFirmwarePath(world.ctx, { id: made.id, minutes: null, flashedWith: 'CPLD', ifMatch: [1] })
    expect(edited).toMatchObject({ flashedWith: 'CPLD', version: 2 })
    expect(edited.minutes).toBeUndefined()
    await expect(deleteFirmwarePath(world.ctx, { id: made.id, ifMatch: [1] })).rejects.toMatchObject({ code: 'stale' })
    await deleteFirmwarePath(world.ctx, { id: made.id, ifMatch: [2] })
    await expect(getFirmwarePath(world.ctx, { id: made.id })).rejects.toMatchObject({ code: 'not-found' })
  })

  it('keep their guards, their image and whether they want a restart; what changed is in the audit log', async () => {
    const requires = [{ component: 'BMC', version: '>=2.30' }]
    const image = { address: 'http://firmware.example/bios.bin', sha256: 'ab'.repeat(32) }
    const path = { model: 'r650', component: 'BIOS', from: '3.0', to: '4.0', requires, reboot: true, ...image }
    const made = await createFirmwarePath(world.ctx, path)
    expect(await getFirmwarePath(world.ctx, made)).toMatchObject({ requires, reboot: true, ...image })
    const fewer = await editFirmwarePath(world.ctx, { id: made.id, requires: [], sha256: null })
    expect(fewer).toMatchObject({ requires: [], address: image.address, version: 2 })
    expect(fewer.sha256).toBeUndefined()
    const [entry] = await world.db.auditEntry.findMany({ where: { key: made.id }, orderBy: { id: 'desc' }, take: 1 })
    expect(entry?.detail).toEqual({
      requires: { from: requires, to: [] },
      sha256: { from: image.sha256, to: null },
    })
    expect((await editFirmwarePath(world.ctx, { id: made.id, requires: [] })).version).toBe(2)
    await expect(
      editFirmwarePath(world.ctx, { id: made.id, address: null, sha256: image.sha256 }),
    ).rejects.toMatchObject({ fields: [{ path: 'sha256' }] })
    await deleteFirmwarePath(world.ctx, { id: made.id })
  })

  it('that make no sense are refused at the field', async () => {
    const path = { model: 'r650', component: 'BIOS', from: '1.0', to: '2.0' }
    const refusal = async (change: object) =>
      createFirmwarePath(world.ctx, { ...path, ...change }).catch((error: unknown) => error)
    expect(await refusal({ to: '>=2.0' })).toMatchObject({ fields: [{ path: 'to' }] })
    expect(await refusal({ to: '1.0.0' })).toMatchObject({ fields: [{ path: 'to' }] })
    expect(await refusal({ flashedWith: 'bios' })).toMatchObject({ fields: [{ path: 'flashedWith' }] })
    expect(
      await refusal({
        requires: [
          { component: 'BMC', version: '1' },
          { component: 'bios', version: '1' },
        ],
      }),
    ).toMatchObject({
      fields: [{ path: 'requires.1.component' }],
    })
    expect(await refusal({ sha256: 'ab'.repeat(32) })).toMatchObject({ fields: [{ path: 'sha256' }] })
    expect(await refusal({ model: 'r999' })).toMatchObject({ code: 'unknown-reference' })
    await expect(createFirmwarePath(world.as('PLANNER'), path)).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('page by model, component and id without gaps', async () => {
    for (const model of ['r750', 'r650'])
      for (const component of ['BMC', 'BIOS'])
        for (const from of ['1.0', '1.1']) await createFirmwarePath(world.ctx, { model, component, from, to: '2.0' })
    const seen = await allPages((cursor) => listFirmwarePaths(world.ctx, { limit: 3, cursor }))
    expect(seen.map((item) => `${item.model} ${item.component}`)).toEqual(
      ['r650 BIOS', 'r650 BMC', 'r750 BIOS', 'r750 BMC'].flatMap((name) => [name, name]),
    )
    const one = await listFirmwarePaths(world.ctx, { limit: 50, model: ['R750'], component: ['bmc'] })
    expect(one.items).toHaveLength(2)
  })
})
