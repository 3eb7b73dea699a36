import { describe, expect, it } from 'vitest'
import { refusals } from '../testing/refusals'
import { SQLSTATE } from './database-error'

const { refused, rowsOf } = refusals()

describe('references', () => {
  interface ForeignKey {
    name: string
    child: string
    column: string
    parent: string
    key: string
    restrict: boolean
    uuid: boolean
  }
  const foreignKeys = async (): Promise<ForeignKey[]> => {
    return rowsOf<ForeignKey>(`
      SELECT c.conname AS name, c.conrelid::regclass::text AS child, a.attname AS "column", c.confrelid::regclass::text AS parent,
        k.attname AS key, c.confdeltype = 'r' AS restrict, a.atttypid = 'uuid'::regtype AS uuid
      FROM pg_constraint c
      JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
      JOIN pg_attribute k ON k.attrelid = c.confrelid AND k.attnum = c.confkey[1]
      WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace ORDER BY 1`)
  }

  it('none of them points nowhere', async () => {
    for (const { name, child, column, uuid } of await foreignKeys()) {
      const nowhere = uuid ? '99999999-9999-9999-9999-999999999999' : '2147480000'
      // The stock ledger and the history of pieces take no updates, so there a copy is inserted.
      const sql =
        child === 'stock_movements' || child === 'part_events'
          ? `INSERT INTO ${child} SELECT (jsonb_populate_record(t, jsonb_build_object('id', 99, '${column}', ${nowhere}))).* FROM ${child} t`
          : `UPDATE ${child} SET ${column} = '${nowhere}' WHERE ${column} IS NOT NULL`
      expect(await refused(sql)).toEqual({ code: SQLSTATE.foreignKeyViolation, constraint: name })
    }
  })

  it('what is referred to and not part of it cannot be deleted', async () => {
    for (const { name, child, column, parent, key, restrict } of await foreignKeys()) {
      if (!restrict) continue
      const sql = `DELETE FROM ${parent} WHERE ${key} = (SELECT ${column} FROM ${child} WHERE ${column} IS NOT NULL LIMIT 1)`
      const refusal = await refused(sql)
      const codes: (string | undefined)[] = [SQLSTATE.foreignKeyViolation, SQLSTATE.restrictViolation]
      expect(codes.includes(refusal?.code), name).toBe(true)
    }
  })
})
