import type { ScanView } from '../../contracts/inventory/server'
import type { TxCtx } from '../../db/context'
import { ineligibleReason } from '../../domain/planning/eligibility'
import type { ScanOutcome } from '../../domain/scan'
import { serverActions } from '../../domain/server-actions'
import { locationInWords, type ResolvedLocation } from './scan-location'
import { serverSelect, toServerView } from './server-view'

interface Scanned {
  serverId: number
  created: boolean
  location: ResolvedLocation
  outcome: ScanOutcome & { ok: true }
  warnings: string[]
}

const answerSelect = {
  ...serverSelect,
  model: { select: { ...serverSelect.model.select, cpuCores: true, ramGb: true, nvmeGb: true } },
} as const

/** The server as it stands after the scan, what happened in words, and what may be done next. */
export const scanAnswer = async (tx: TxCtx, scanned: Scanned): Promise<ScanView> => {
  const { created, location, outcome, warnings } = scanned
  const row = await tx.db.server.findUniqueOrThrow({ where: { id: scanned.serverId }, select: answerSelect })
  const now = tx.clock()
  const view = toServerView(row, now)
  const hold = row.hold
  // "Free to be promised now" is said only of what planning would take.
  const arrived = outcome.through.length > 0 && (outcome.to === 'RACKED' || outcome.to === 'IN_WAREHOUSE')
  const reason = arrived ? ineligibleReason({ ...row, hold }, { includeWarehouse: true, now }) : null
  const words = reason === null ? outcome.words : `Not free to be promised: ${lowerFirst(reason.words)}`
  const who = created ? `${row.barcode}, new here,` : row.barcode
  const place = row.rack !== null ? 'rack' : row.warehouse !== null ? 'warehouse' : 'none'
  const facts = { state: row.state, place, hasBmc: row.bmcDriver !== null, held: view.hold !== undefined } as const
  return {
    ...view,
    message: `${outcome.headline}: ${who} ${locationInWords(location)}. ${words}`,
    warnings,
    next: serverActions({ ...facts, order: view.order ?? null }).filter((next) => next.allowed),
  }
}

function lowerFirst(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1)
}
