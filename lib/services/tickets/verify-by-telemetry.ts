import type { TxCtx } from '../../db/context'
import type { TicketType } from '../../domain/ticket-state'
import { neededPart } from '../../domain/tickets/spares'
import { readHealth, type Verifiable } from '../../domain/tickets/verify'
import { recordAudits } from '../audit/record-audit'

/** A server says that one of its components is well; component as a fault of that type would name it. */
export interface HealthyReport {
  serverId: number
  type: TicketType
  component: string
  at: Date
}

interface Candidate extends Omit<Verifiable, 'mendedAt'> {
  id: number
  ticketId: number
  number: string
  datacenterId: number
  serverId: number
  swappedAt: Date | null
  serverScannedAt: Date | null
  recovered: boolean
}

/**
 * Healthy reports verify the components of live tickets that were mended before them, and note which others recovered by
 * themselves. Returns the ids of the tickets that changed. One statement where no live ticket is concerned, five at most
 * for any number; the caller has locked the servers.
 */
export async function verifyByTelemetry(tx: TxCtx, reports: readonly HealthyReport[]): Promise<number[]> {
  if (reports.length === 0) return []
  const candidates = await lockCandidates(tx, reports)
  const read = candidates.flatMap((candidate) => {
    const { type, name, removedSerial, installedSerial, swappedAt, serverScannedAt } = candidate
    const mended = neededPart(type) === null ? serverScannedAt : swappedAt
    const facts = { type, name, removedSerial, installedSerial, mendedAt: mended?.getTime() ?? null }
    const verdicts = reports
      .filter((report) => report.serverId === candidate.serverId && report.type === type)
      .map(({ component, at }) => ({ at, verdict: readHealth(facts, { component, at: at.getTime() }) }))
    const verified = verdicts.find(({ verdict }) => verdict === 'verified')
    const seen = verified ?? verdicts.find(({ verdict }) => verdict === 'recovered')
    return seen === undefined || seen.verdict === null ? [] : [{ candidate, ...seen, verdict: seen.verdict }]
  })
  const verified = read.filter(({ verdict }) => verdict === 'verified').map(({ candidate }) => candidate)
  const recovered = read.filter(({ verdict, candidate }) => verdict === 'recovered' && !candidate.recovered)
  await keep(tx, verified, recovered)
  return [...new Set([...verified, ...recovered.map(({ candidate }) => candidate)].map(({ ticketId }) => ticketId))]
}

async function lockCandidates(tx: TxCtx, reports: readonly HealthyReport[]): Promise<Candidate[]> {
  return tx.db.$queryRaw<Candidate[]>`
    SELECT c.id, t.id AS "ticketId", t.number, t.datacenter_id AS "datacenterId", t.server_id AS "serverId", t.type, c.name,
           c.removed_serial AS "removedSerial", c.installed_serial AS "installedSerial", c.swapped_at AS "swappedAt",
           t.server_scanned_at AS "serverScannedAt", c.recovered_at IS NOT NULL AS recovered
    FROM tickets t JOIN ticket_components c ON c.ticket_id = t.id
    WHERE t.server_id = ANY(${[...new Set(reports.map((report) => report.serverId))]}::int[])
      AND t.type = ANY(${[...new Set(reports.map((report) => report.type))]}::text[])
      AND t.status IN ('OPEN', 'IN_PROGRESS') AND c.verified_at IS NULL AND c.result IS DISTINCT FROM 'not-needed'
    ORDER BY t.id, c.id FOR UPDATE OF t`
}

async function keep(
  tx: TxCtx,
  verified: readonly Candidate[],
  recovered: readonly { candidate: Candidate; at: Date }[],
): Promise<void> {
  const touched = [...verified, ...recovered.map(({ candidate }) => candidate)]
  if (touched.length === 0) return
  if (verified.length > 0) {
    await tx.db.ticketComponent.updateMany({
      where: { id: { in: verified.map(({ id }) => id) }, verifiedAt: null },
      data: { verifiedAt: tx.clock(), verifiedBy: 'telemetry', verifiedHow: 'telemetry' },
    })
  }
  if (recovered.length > 0) {
    await tx.db.$executeRaw`
      UPDATE ticket_components c SET recovered_at = d.at
      FROM unnest(${recovered.map(({ candidate }) => candidate.id)}::int[], ${recovered.map(({ at }) => at.toISOString())}::timestamptz[]) AS d(id, at)
      WHERE c.id = d.id`
  }
  await tx.db.ticket.updateMany({
    where: { id: { in: [...new Set(touched.map(({ ticketId }) => ticketId))] } },
    data: { version: { increment: 1 }, updatedAt: tx.clock() },
  })
  await recordAudits(
    tx,
    touched.map((candidate, i) => ({
      action: 'tickets.verify-by-telemetry',
      entity: 'ticket' as const,
      key: candidate.number,
      datacenterId: candidate.datacenterId,
      detail: i < verified.length ? { verified: [candidate.name], how: 'telemetry' } : { recovered: [candidate.name] },
    })),
  )
}
