import { describe, expect, it } from 'vitest'
import { IMPORT_STATES, importActions, importMachine, isActiveImport } from './import-state'

const facts = { added: 3, changed: 0, bad: 0, kept: true }
const allowed = (given: Partial<Parameters<typeof importActions>[0]>) =>
  importActions({ ...facts, status: 'CHECKED', ...given }).flatMap((one) => (one.allowed ? one.action : []))

describe('the life of an import', () => {
  it('ends in every state that no worker has, and is run again only from a check', () => {
    for (const state of IMPORT_STATES) {
      expect(importMachine.canGo(state, 'CANCELLED')).toBe(isActiveImport(state))
      expect(importMachine.canGo(state, 'QUEUED')).toBe(state === 'CHECKED' || state === 'REFUSED')
    }
  })

  it('offers all where no row is bad, the good ones where some are, and nothing where nothing would come of it', () => {
    expect(allowed({})).toEqual(['import-all'])
    expect(allowed({ bad: 1 })).toEqual(['import-good'])
    expect(allowed({ status: 'REFUSED', bad: 1 })).toEqual(['import-good'])
    expect(allowed({ added: 0 })).toEqual([])
    expect(allowed({ kept: false })).toEqual([])
    expect(allowed({ status: 'WRITING' })).toEqual(['cancel'])
    expect(allowed({ status: 'DONE' })).toEqual([])
  })

  it('says why not', () => {
    for (const status of IMPORT_STATES)
      for (const one of importActions({ ...facts, status })) if (!one.allowed) expect(one.reason).toMatch(/\w/)
  })
})
