import { describe, expect, it } from 'vitest'
import { insertServer, refusals } from '../testing/refusals'
import { SQLSTATE } from './database-error'

const { refused, after } = refusals()

describe('the sides of a rack: rack_items_side_no_overlap', () => {
  const hang = (u: number, heightU: number, side: string, face = 'rear') =>
    `INSERT INTO rack_items (rack_id, u, height_u, face, side, kind, name) VALUES (2, ${u}, ${heightU}, '${face}', '${side}', 'pdu', 'x')`

  it('two at one side must not overlap; beside each other, at both sides and at both faces they may', async () => {
    expect(await refused(`${hang(1, 20, 'left')}; ${hang(20, 3, 'left')}`)).toEqual({
      code: SQLSTATE.exclusionViolation,
      constraint: 'rack_items_side_no_overlap',
    })
    const apart = [hang(1, 20, 'left'), hang(21, 20, 'left'), hang(1, 20, 'right'), hang(1, 20, 'left', 'front')]
    expect(await refused(apart.join('; '))).toBeNull()
  })

  it('takes no unit of the rack, but is not longer than it, and a rack is not made shorter than it', async () => {
    const taken = `DO $$ BEGIN ASSERT (SELECT count(*) FROM rack_occupancy WHERE rack_id = 2 AND rack_item_id IS NOT NULL) = 0; END $$`
    expect(await refused(`${hang(1, 42, 'left')}; ${taken}`)).toBeNull()
    expect((await refused(hang(1, 43, 'left')))?.code).toBe('HA002')
    expect((await refused(`${hang(1, 42, 'left')}; UPDATE racks SET height_u = 41 WHERE id = 2`))?.code).toBe('HA003')
  })

  it('moved into the units it takes them, and moved out of them it gives them back', async () => {
    const within = `UPDATE rack_items SET side = NULL, u = 40, height_u = 1 WHERE rack_id = 2`
    const again = `INSERT INTO rack_items (rack_id, u, height_u, face, kind, name) VALUES (2, 40, 1, 'rear', 'pdu', 'y')`
    expect((await refused(`${hang(1, 42, 'left')}; ${within}; ${again}`))?.code).toBe(SQLSTATE.uniqueViolation)
    const out = `UPDATE rack_items SET side = 'right' WHERE rack_id = 2`
    expect(await refused(`${hang(1, 42, 'left')}; ${within}; ${out}; ${again}`)).toBeNull()
  })
})

describe('rack space: rack_occupancy_no_overlap', () => {
  const at = (u: number, heightU: number, face: string, depth: string) =>
    insertServer('rack_id, u, face, height_u, depth', `1, ${u}, '${face}', ${heightU}, '${depth}'`)
  const exclusion = { code: SQLSTATE.exclusionViolation, constraint: 'rack_occupancy_no_overlap' }

  it.each([
    ['two units from below onto a taken one', at(4, 2, 'front', 'full')],
    ['a half-depth one onto a rack item of its face', at(39, 2, 'front', 'half')],
    ['a full-depth one, for its front, behind a rack item', at(39, 2, 'rear', 'full')],
    ['a half-depth one behind a full-depth one', at(4, 2, 'rear', 'half')],
    ['a server that grows into the next', 'UPDATE servers SET height_u = 2 WHERE id = 1'],
    [
      'a server onto units that are kept for another',
      'UPDATE servers SET rack_id = 2, u = 19, height_u = 2 WHERE id = 3',
    ],
    ['a plan onto units that are taken', 'UPDATE planned_moves SET rack_id = 1, u = 4, height_u = 2'],
    ['a plan onto a rack item of its face', 'UPDATE planned_moves SET rack_id = 1, u = 39, height_u = 2'],
    [
      'two plans for the same unit',
      `INSERT INTO planned_moves (server_id, rack_id, u, face, height_u, depth, by) VALUES (5, 2, 19, 'rear', 2, 'half', 'who')`,
    ],
  ])('refuses %s', async (_, sql) => {
    expect(await refused(sql)).toEqual(exclusion)
  })

  it.each([
    ['a half-depth one on the free face', at(40, 1, 'rear', 'half')],
    ['one above the other', at(6, 2, 'front', 'full')],
    [
      'a server onto units that overlap those kept for itself',
      `UPDATE servers SET state = 'RACKED', warehouse_id = NULL, rack_id = 2, u = 19, face = 'front', height_u = 1 WHERE id = 4;
       UPDATE planned_moves SET height_u = 2`,
    ],
    ['one that takes no unit, where another begins', at(5, 0, 'front', 'full')],
    ['a move onto units that overlap its own', 'UPDATE servers SET height_u = 2, u = 4 WHERE id = 3'],
    [
      'two that change places with a third unit',
      'UPDATE servers SET u = 9 WHERE id = 1; UPDATE servers SET u = 1 WHERE id = 3',
    ],
  ])('takes %s', async (_, sql) => {
    expect(await refused(sql)).toBeNull()
  })
})

describe('a planned move', () => {
  const left = async (sql: string) => {
    const [row] = await after(
      sql,
      'SELECT (SELECT count(*)::int FROM planned_moves) AS plans, (SELECT count(*)::int FROM rack_occupancy WHERE planned_for IS NOT NULL) AS kept',
    )
    return row
  }

  it('keeps its units on each face it takes, and gives them up with itself', async () => {
    expect(await left('')).toEqual({ plans: 1, kept: 2 })
    expect(await left(`UPDATE planned_moves SET depth = 'half'`)).toEqual({ plans: 1, kept: 1 })
    expect(await left('DELETE FROM planned_moves')).toEqual({ plans: 0, kept: 0 })
  })

  it('ends when its server has another shape or is scrapped, and stays when it is moved elsewhere', async () => {
    expect(await left('UPDATE servers SET height_u = 2 WHERE id = 4')).toEqual({ plans: 0, kept: 0 })
    const scrapped = `UPDATE servers SET state = 'DECOMMISSIONED', warehouse_id = NULL WHERE id = 4`
    expect(await left(scrapped)).toEqual({ plans: 0, kept: 0 })
    expect(await left('UPDATE servers SET warehouse_id = 2 WHERE id = 4')).toEqual({ plans: 1, kept: 2 })
  })
})
