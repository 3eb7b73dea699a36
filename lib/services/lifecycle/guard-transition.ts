import type { TxCtx } from '../../db/context'
import { transitionOperation } from '../../domain/access/permissions'
import { conflict, illegalTransition } from '../../domain/errors'
import { handTransition, type ServerState, serverMachine } from '../../domain/server-state'
import { serverWords } from '../../domain/state-words'
import { authorize } from '../access/authorize'
import type { LockedServer } from './with-server-and-order'

/** May the actor make this transition by hand? 403, or 409 `illegal-transition`, `use-scan` or `use-order`. */
export function guardTransition(tx: TxCtx, server: LockedServer, to: ServerState): void {
  const { barcode, state } = server
  authorize(tx, transitionOperation(state, to), server.datacenterId)
  const words = serverWords[to].word.toLowerCase()
  switch (handTransition(state, to)) {
    case 'ok':
      return
    case 'use-scan':
      throw conflict('use-scan', `${barcode} becomes ${words} by scanning it where it stands.`, { from: state, to })
    case 'use-order':
      throw conflict('use-order', `${barcode} becomes ${words} by what happens to its order.`, { from: state, to })
    case 'illegal':
      throw illegalTransition('server', barcode, state, to, serverMachine.allowed(state))
  }
}
