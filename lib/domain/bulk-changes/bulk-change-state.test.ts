import { describe, expect, it } from 'vitest'
import { BULK_CHANGE_STATES, bulkChangeMachine, cancelAction, isActiveBulkChange } from './bulk-change-state'

describe('a change of many servers', () => {
  it('can be cancelled exactly while a worker has it or will, and what ended stays as it ended', () => {
    for (const state of BULK_CHANGE_STATES) {
      expect(bulkChangeMachine.canGo(state, 'CANCELLED')).toBe(isActiveBulkChange(state))
      expect(cancelAction(state).allowed).toBe(isActiveBulkChange(state))
      expect(bulkChangeMachine.isFinal(state)).toBe(!isActiveBulkChange(state))
    }
  })
})
