import { type ActionState, action, defineMachine } from '../state-machine'

export const IMPORT_STATES = [
  'QUEUED',
  'CHECKING',
  'CHECKED',
  'REFUSED',
  'WRITING',
  'DONE',
  'CANCELLED',
  'FAILED',
] as const
export type ImportState = (typeof IMPORT_STATES)[number]

export const IMPORT_KINDS = ['device-types', 'servers', 'racks'] as const
export type ImportKindName = (typeof IMPORT_KINDS)[number]

/** all: every row or none of them. good: what can be taken is taken, row by row. */
export const IMPORT_MODES = ['all', 'good'] as const
export type ImportMode = (typeof IMPORT_MODES)[number]

export type ImportTransitionBy = 'worker' | 'run' | 'cancel'

/** The life of an import. CHECKED is the end of a dry run, REFUSED of an all-or-nothing with bad rows: both can be run again. */
export const importMachine = defineMachine<ImportState, ImportTransitionBy>({
  states: IMPORT_STATES,
  transitions: [
    { from: 'QUEUED', to: 'CHECKING', by: 'worker' },
    { from: 'QUEUED', to: 'WRITING', by: 'worker' },
    { from: 'CHECKING', to: 'CHECKED', by: 'worker' },
    { from: 'CHECKING', to: 'REFUSED', by: 'worker' },
    { from: 'CHECKING', to: 'WRITING', by: 'worker' },
    { from: 'WRITING', to: 'DONE', by: 'worker' },
    // Somebody was faster, or its worker was lost in the midst of all or nothing: it is looked at anew.
    { from: 'WRITING', to: 'CHECKING', by: 'worker' },
    { from: 'QUEUED', to: 'FAILED', by: 'worker' },
    { from: 'CHECKING', to: 'FAILED', by: 'worker' },
    { from: 'WRITING', to: 'FAILED', by: 'worker' },
    { from: 'QUEUED', to: 'CANCELLED', by: 'cancel' },
    { from: 'CHECKING', to: 'CANCELLED', by: 'cancel' },
    { from: 'WRITING', to: 'CANCELLED', by: 'cancel' },
    { from: 'CHECKED', to: 'QUEUED', by: 'run' },
    { from: 'REFUSED', to: 'QUEUED', by: 'run' },
  ],
})

/** A worker has it, or will: it can be cancelled, and its figures move. */
export const ACTIVE_IMPORTS = ['QUEUED', 'CHECKING', 'WRITING'] as const satisfies readonly ImportState[]

export function isActiveImport(status: ImportState): boolean {
  return ACTIVE_IMPORTS.some((active) => active === status)
}

export type ImportAction = 'import-all' | 'import-good' | 'cancel'

export interface ImportFacts {
  status: ImportState
  added: number
  changed: number
  bad: number
  /** What was sent is still kept. */
  kept: boolean
}

/** Every action on an import in the order of its buttons, refused ones with the reason. */
export function importActions(facts: ImportFacts): ActionState<ImportAction, ImportState>[] {
  const rerun = refuseRun(facts)
  const { bad } = facts
  const refuseAll =
    rerun ?? (bad > 0 ? `${bad === 1 ? 'One row is' : `${bad} rows are`} bad: mend them and send it again` : null)
  return [
    action('import-all', 'Import all', refuseAll, 'QUEUED'),
    action('import-good', 'Only the good rows', rerun ?? (bad === 0 ? 'No row is bad: import all' : null), 'QUEUED'),
    action('cancel', 'Cancel', isActiveImport(facts.status) ? null : 'It has ended.', 'CANCELLED'),
  ]
}

function refuseRun({ status, added, changed, kept }: ImportFacts): string | null {
  if (!importMachine.canGo(status, 'QUEUED')) return 'Only what was checked can be imported.'
  if (!kept) return 'The file is no longer kept: send it again.'
  return added + changed === 0 ? 'There is nothing new in it.' : null
}
