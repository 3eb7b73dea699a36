import { describe, expect, test } from 'vitest'
import { auditHref, auditParams, entityHref, fieldOf, instantOf } from './audit-filters'

describe('the audit log’s URL', () => {
  test('another filter starts at the first page without the open entry; another entry keeps the page', () => {
    const filters = { entity: 'ticket', cursor: 'abc', entry: '7' }
    expect(auditHref(filters, { actor: 'Rui' })).toBe('/audit?entity=ticket&actor=Rui')
    expect(auditHref(filters, { entry: '8' })).toBe('/audit?entity=ticket&cursor=abc&entry=8')
  })

  test('what a form’s time says is UTC', () => {
    expect(instantOf('2026-11-23T14:20')).toBe('2026-11-23T14:20:00Z')
    expect(instantOf('soon')).toBeUndefined()
    expect(fieldOf('2026-11-23T15:20:00+01:00')).toBe('2026-11-23T14:20')
    expect(fieldOf('never')).toBe('')
  })

  test('the API is asked without the open entry', () => {
    expect(auditParams({ key: 'T-1', entry: '7' })).toEqual({ key: ['T-1'] })
  })

  test('an entry leads to its thing where that has a page', () => {
    expect(entityHref('server', 'SRV:1')).toBe('/servers/SRV%3A1')
    expect(entityHref('hold', 'x')).toBeUndefined()
  })
})
