import { defineMachine } from './state-machine'

export const SERVER_STATES = [
  'NEW',
  'IN_FACTORY_TEST',
  'IN_TRANSIT',
  'IN_WAREHOUSE',
  'RACKED',
  'ALLOCATED',
  'PROVISIONING',
  'IN_SERVICE',
  'BROKEN',
  'REPAIRING',
  'DECOMMISSIONED',
] as const

export type ServerState = (typeof SERVER_STATES)[number]

/** hand: `POST /servers/{barcode}/transitions`; scan: a scan; order: allocation, provisioning, release, wipe. */
export type ServerTransitionBy = 'hand' | 'scan' | 'order'

/** The life of a server. Guards, buttons, badges and documents read this table. */
export const serverMachine = defineMachine<ServerState, ServerTransitionBy>({
  states: SERVER_STATES,
  transitions: [
    { from: 'NEW', to: 'IN_FACTORY_TEST', by: 'hand' },
    { from: 'NEW', to: 'IN_WAREHOUSE', by: 'scan' },
    { from: 'NEW', to: 'DECOMMISSIONED', by: 'hand' },

    { from: 'IN_FACTORY_TEST', to: 'IN_TRANSIT', by: 'hand' },
    { from: 'IN_FACTORY_TEST', to: 'BROKEN', by: 'hand' },

    { from: 'IN_TRANSIT', to: 'IN_WAREHOUSE', by: 'scan' },
    { from: 'IN_TRANSIT', to: 'BROKEN', by: 'hand' },
    { from: 'IN_TRANSIT', to: 'DECOMMISSIONED', by: 'hand' },

    { from: 'IN_WAREHOUSE', to: 'RACKED', by: 'scan' },
    { from: 'IN_WAREHOUSE', to: 'ALLOCATED', by: 'order' },
    { from: 'IN_WAREHOUSE', to: 'IN_TRANSIT', by: 'hand' },
    { from: 'IN_WAREHOUSE', to: 'BROKEN', by: 'hand' },
    { from: 'IN_WAREHOUSE', to: 'DECOMMISSIONED', by: 'hand' },

    { from: 'RACKED', to: 'IN_WAREHOUSE', by: 'scan' },
    { from: 'RACKED', to: 'ALLOCATED', by: 'order' },
    { from: 'RACKED', to: 'BROKEN', by: 'hand' },
    { from: 'RACKED', to: 'DECOMMISSIONED', by: 'hand' },

    // Given back, where it stands.
    { from: 'ALLOCATED', to: 'RACKED', by: 'order' },
    { from: 'ALLOCATED', to: 'IN_WAREHOUSE', by: 'order' },
    { from: 'ALLOCATED', to: 'PROVISIONING', by: 'order' },
    { from: 'ALLOCATED', to: 'BROKEN', by: 'hand' },

    // Its job failed or was cancelled.
    { from: 'PROVISIONING', to: 'ALLOCATED', by: 'order' },
    { from: 'PROVISIONING', to: 'IN_SERVICE', by: 'order' },
    { from: 'PROVISIONING', to: 'BROKEN', by: 'hand' },

    // Released, after its wipe.
    { from: 'IN_SERVICE', to: 'RACKED', by: 'order' },
    { from: 'IN_SERVICE', to: 'BROKEN', by: 'hand' },

    { from: 'BROKEN', to: 'REPAIRING', by: 'hand' },
    // A false alarm, with a reason.
    { from: 'BROKEN', to: 'RACKED', by: 'hand' },
    { from: 'BROKEN', to: 'IN_WAREHOUSE', by: 'hand' },
    { from: 'BROKEN', to: 'DECOMMISSIONED', by: 'hand' },

    { from: 'REPAIRING', to: 'IN_WAREHOUSE', by: 'scan' },
    // Mended in its place: its U was kept.
    { from: 'REPAIRING', to: 'RACKED', by: 'hand' },
    { from: 'REPAIRING', to: 'IN_TRANSIT', by: 'hand' },
    { from: 'REPAIRING', to: 'DECOMMISSIONED', by: 'hand' },
  ],
})

export type HandTransition = 'ok' | 'use-scan' | 'use-order' | 'illegal'

/** What `POST /servers/{barcode}/transitions` answers to an arrow before it looks at anything else. */
export function handTransition(from: ServerState, to: ServerState): HandTransition {
  switch (serverMachine.by(from, to)) {
    case 'hand':
      return 'ok'
    case 'scan':
      return 'use-scan'
    case 'order':
      return 'use-order'
    case null:
      return 'illegal'
  }
}

/** The states that `/transitions` can reach from here. */
export function handTargets(from: ServerState): readonly ServerState[] {
  return serverMachine.allowed(from).filter((to) => serverMachine.by(from, to) === 'hand')
}

/** States with an active allocation: the database checks the same. */
export const PROMISED_STATES = ['ALLOCATED', 'PROVISIONING', 'IN_SERVICE'] as const satisfies readonly ServerState[]

export function isPromised(state: ServerState): boolean {
  return (PROMISED_STATES as readonly ServerState[]).includes(state)
}
