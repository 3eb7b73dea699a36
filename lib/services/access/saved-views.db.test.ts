import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestWorld, testWorld } from '../../testing/context'
import { createSavedView } from './create-saved-view'
import { deleteSavedView } from './delete-saved-view'
import { editSavedView } from './edit-saved-view'
import { getSavedView } from './get-saved-view'
import { listSavedViews } from './list-saved-views'

let world: TestWorld
beforeAll(async () => {
  world = await testWorld()
})
afterAll(() => world.close())

describe('saved views', () => {
  it('are one’s own: another reads, changes and deletes none of them', async () => {
    const mine = await createSavedView(world.ctx, { page: 'servers', name: 'Broken', query: 'state=BROKEN' })
    const other = world.as('VIEWER')
    expect((await listSavedViews(other, { limit: 50 })).items).toEqual([])
    const missing = { code: 'not-found' }
    await expect(getSavedView(other, { id: mine.id })).rejects.toMatchObject(missing)
    await expect(editSavedView(other, { id: mine.id, name: 'x' })).rejects.toMatchObject(missing)
    await expect(deleteSavedView(other, { id: mine.id })).rejects.toMatchObject(missing)
    await createSavedView(other, { page: 'servers', name: 'Broken', query: '' })
    expect(await getSavedView(world.ctx, { id: mine.id })).toEqual(mine)
  })

  it('a name stands once a list, whatever its case', async () => {
    await createSavedView(world.ctx, { page: 'orders', name: 'Broken', query: 'status=FAILED' })
    const again = createSavedView(world.ctx, { page: 'servers', name: 'BROKEN', query: '' })
    await expect(again).rejects.toMatchObject({ code: 'already-exists' })
    const other = await createSavedView(world.ctx, { page: 'servers', name: 'Held', query: 'held=true' })
    const renamed = editSavedView(world.ctx, { id: other.id, name: 'broken' })
    await expect(renamed).rejects.toMatchObject({ code: 'already-exists' })
  })

  it('an edit says what it was, and is refused for an older version', async () => {
    const { id } = await createSavedView(world.ctx, { page: 'stock', name: 'Low', query: 'low=true' })
    const edited = await editSavedView(world.ctx, { id, query: 'low=true&sort=sku', ifMatch: [1] })
    expect(edited).toMatchObject({ version: 2, query: 'low=true&sort=sku' })
    await expect(editSavedView(world.ctx, { id, name: 'x', ifMatch: [1] })).rejects.toMatchObject({ code: 'stale' })
    const [audit] = await world.db.auditEntry.findMany({ where: { key: id, action: 'access.edit-saved-view' } })
    expect(audit?.detail).toMatchObject({ query: { from: 'low=true', to: 'low=true&sort=sku' } })
    await deleteSavedView(world.ctx, { id })
    await expect(getSavedView(world.ctx, { id })).rejects.toMatchObject({ code: 'not-found' })
  })

  it('pages by list and name without gaps', async () => {
    const names: string[] = []
    let cursor: string | undefined
    do {
      const page = await listSavedViews(world.ctx, { limit: 1, cursor, page: ['servers', 'orders'] })
      names.push(...page.items.map((view) => `${view.page} ${view.name}`))
      cursor = page.nextCursor
    } while (cursor !== undefined)
    expect(names).toEqual(['orders Broken', 'servers Broken', 'servers Held'])
  })
})
