import { describe, expect, test } from 'vitest'
import { auditHref, auditParams, entityHref, fieldOf, instantOf, lifeFrom, lifeHref } from './audit-filters'

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

  test('servers, orders and tickets have a life, with its own address', () => {
    expect(lifeHref('order', 'ORD-1')).toBe('/audit?of=order%3AORD-1')
    expect(lifeHref('hold', 'x')).toBeUndefined()
    expect(lifeFrom('server:SRV:1')).toEqual({ entity: 'server', key: 'SRV:1' })
    expect([lifeFrom('hold:x'), lifeFrom('order:'), lifeFrom(undefined)]).toEqual([null, null, null])
  })

  test('an entry leads to its thing where that has a page', () => {
    expect(entityHref('server', 'SRV:1')).toBe('/servers/SRV%3A1')
    expect(entityHref('hold', 'x')).toBeUndefined()
  })
})
