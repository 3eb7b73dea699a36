import { type ActionState, action, defineMachine } from '../state-machine'

export const BULK_CHANGE_STATES = ['QUEUED', 'RUNNING', 'DONE', 'CANCELLED', 'FAILED'] as const
export type BulkChangeState = (typeof BULK_CHANGE_STATES)[number]

/** The life of one change of many servers. FAILED: workers took it again and again, and none came to its end. */
export const bulkChangeMachine = defineMachine<BulkChangeState, 'worker' | 'cancel'>({
  states: BULK_CHANGE_STATES,
  transitions: [
    { from: 'QUEUED', to: 'RUNNING', by: 'worker' },
    { from: 'RUNNING', to: 'DONE', by: 'worker' },
    { from: 'RUNNING', to: 'FAILED', by: 'worker' },
    { from: 'QUEUED', to: 'CANCELLED', by: 'cancel' },
    { from: 'RUNNING', to: 'CANCELLED', by: 'cancel' },
  ],
})

/** A worker has it, or will: it can be cancelled, and its figures move. */
export const ACTIVE_BULK_CHANGES = ['QUEUED', 'RUNNING'] as const satisfies readonly BulkChangeState[]

export function isActiveBulkChange(status: BulkChangeState): boolean {
  return ACTIVE_BULK_CHANGES.some((active) => active === status)
}

/** Its one button. */
export function cancelAction(status: BulkChangeState): ActionState<'cancel', BulkChangeState> {
  return action('cancel', 'Cancel', isActiveBulkChange(status) ? null : 'It has ended.', 'CANCELLED')
}
