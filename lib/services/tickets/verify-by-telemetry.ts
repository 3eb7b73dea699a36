import type { TxCtx } from '../../db/context'
import type { TicketType } from '../../domain/ticket-state'
import { neededOf } from '../../domain/tickets/spares'
import { type Verifiable, verifies } from '../../domain/tickets/verify'
import { recordAudits } from '../audit/record-audit'

/** A server says that one of its components is well; component as a fault of that type would name it. */
export interface HealthyReport {
  serverId: number
  type: TicketType
  component: string
  at: Date
}

export interface Verified<R> {
  report: R
  ticketId: number
  number: string
}

interface Candidate extends Omit<Verifiable, 'mendedAt'> {
  id: number
  ticketId: number
  number: string
  datacenterId: number
  serverId: number
  swappedAt: Date | null
  serverScannedAt: Date | null
}

/**
 * Healthy reports verify the components of live tickets that were mended before them. Returns the reports that verified one,
 * with its ticket. One statement where no live ticket is concerned, four at most for any number; the caller has locked the
 * servers.
 */
export async function verifyByTelemetry<R extends HealthyReport>(
  tx: TxCtx,
  reports: readonly R[],
): Promise<Verified<R>[]> {
  if (reports.length === 0) return []
  const verified = (await lockCandidates(tx, reports)).flatMap((candidate) => {
    const { type, partKind = null, name, removedSerial, installedSerial, swappedAt, serverScannedAt } = candidate
    const mended = neededOf(type, partKind) === null ? serverScannedAt : swappedAt
    const facts = { type, partKind, name, removedSerial, installedSerial, mendedAt: mended?.getTime() ?? null }
    const report = reports.find(
      ({ component, at, ...of }) =>
        of.serverId === candidate.serverId && of.type === type && verifies({ component, at: at.getTime() }, facts),
    )
    return report === undefined ? [] : [{ candidate, report }]
  })
  await keep(
    tx,
    verified.map(({ candidate }) => candidate),
  )
  return verified.map(({ candidate: { ticketId, number }, report }) => ({ report, ticketId, number }))
}

/** Only of what was mended: of the others, which are nearly all, no ticket is locked. */
async function lockCandidates(tx: TxCtx, reports: readonly HealthyReport[]): Promise<Candidate[]> {
  return tx.db.$queryRaw<Candidate[]>`
    SELECT c.id, t.id AS "ticketId", t.number, t.datacenter_id AS "datacenterId", t.server_id AS "serverId", t.type, c.part_kind AS "partKind", c.name,
           c.removed_serial AS "removedSerial", c.installed_serial AS "installedSerial", c.swapped_at AS "swappedAt",
           t.server_scanned_at AS "serverScannedAt"
    FROM tickets t JOIN ticket_components c ON c.ticket_id = t.id
    WHERE t.server_id = ANY(${[...new Set(reports.map((report) => report.serverId))]}::int[])
      AND t.type = ANY(${[...new Set(reports.map((report) => report.type))]}::text[])
      AND t.status IN ('OPEN', 'IN_PROGRESS') AND c.verified_at IS NULL AND c.result IS DISTINCT FROM 'not-needed'
      AND (c.swapped_at IS NOT NULL OR t.server_scanned_at IS NOT NULL)
    ORDER BY t.id, c.id FOR UPDATE OF t`
}

async function keep(tx: TxCtx, verified: readonly Candidate[]): Promise<void> {
  if (verified.length === 0) return
  await tx.db.ticketComponent.updateMany({
    where: { id: { in: verified.map(({ id }) => id) }, verifiedAt: null },
    data: { verifiedAt: tx.clock(), verifiedBy: 'telemetry', verifiedHow: 'telemetry' },
  })
  await tx.db.ticket.updateMany({
    where: { id: { in: [...new Set(verified.map(({ ticketId }) => ticketId))] } },
    data: { version: { increment: 1 }, updatedAt: tx.clock() },
  })
  await recordAudits(
    tx,
    verified.map((candidate) => ({
      action: 'tickets.verify-by-telemetry',
      entity: 'ticket' as const,
      key: candidate.number,
      datacenterId: candidate.datacenterId,
      detail: { verified: [candidate.name], how: 'telemetry' },
    })),
  )
}
