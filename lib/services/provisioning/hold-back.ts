import type { TxCtx } from '../../db/context'
import { type Admission, admission } from '../../domain/provisioning/waves'
import { announceChanges } from '../audit/record-audit'
import { FAILED_OF_ORDER, SUCCEEDED_OF_ORDER } from './wave-counts'

interface Standing {
  orderNumber: string
  datacenter: string
  inDatacenter: number
  mostInDatacenter: number | null
  rack: string | null
  inRack: number
  mostInRack: number | null
  inWave: boolean
  canary: number | null
  failureBudget: number | null
  succeeded: number
  failed: number
  running: number
}

/**
 * Holds a job that has not begun where its rack, its datacenter or its order's waves let no more begin, with the reason
 * shown beside it. Returns whether it is held. The caller has locked its server, and admits it in this transaction where it
 * is not: decisions of one datacenter are made one after the other, so that two do not take the same place.
 */
export async function holdBack(tx: TxCtx, input: { jobId: string }): Promise<boolean> {
  await tx.db.$executeRaw`
    SELECT pg_advisory_xact_lock(hashtext('haas_admission'), s.datacenter_id)
    FROM provision_jobs j JOIN servers s ON s.id = j.server_id WHERE j.id = ${input.jobId}::uuid`
  // After the lock: what those before us admitted is seen.
  const [standing] = await tx.db.$queryRaw<Standing[]>`
    SELECT o.number::text AS "orderNumber", d.code::text AS datacenter, r.code::text AS rack, j.in_wave AS "inWave",
      d.max_provisioning AS "mostInDatacenter", d.max_provisioning_per_rack AS "mostInRack",
      o.canary, o.failure_budget AS "failureBudget", at_once.*,
      ${SUCCEEDED_OF_ORDER} AS succeeded, ${FAILED_OF_ORDER} AS failed
    FROM provision_jobs j JOIN servers s ON s.id = j.server_id JOIN datacenters d ON d.id = s.datacenter_id
    JOIN orders o ON o.id = j.order_id LEFT JOIN racks r ON r.id = s.rack_id
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS "inDatacenter", (count(*) FILTER (WHERE b.rack_id = s.rack_id))::int AS "inRack",
        (count(*) FILTER (WHERE a.order_id = j.order_id))::int AS running
      FROM provision_jobs a JOIN servers b ON b.id = a.server_id
      WHERE a.admitted_at IS NOT NULL AND a.status IN ('PENDING', 'RUNNING') AND a.kind = 'provision'
        AND b.datacenter_id = s.datacenter_id) at_once
    WHERE j.id = ${input.jobId}::uuid`
  const verdict = standing === undefined ? { admitted: true as const } : admissionOf(standing)
  if (standing === undefined || verdict.admitted) return false
  const held = await tx.db.$executeRaw`
    UPDATE provision_jobs SET held_since = COALESCE(held_since, clock_timestamp()), waiting_for = ${verdict.reason},
      updated_at = clock_timestamp(), version = version + 1
    WHERE id = ${input.jobId}::uuid AND status = 'PENDING' AND admitted_at IS NULL`
  if (held === 0) return false
  await announceChanges(tx, [
    { entity: 'provision-job', key: input.jobId },
    { entity: 'order', key: standing.orderNumber },
  ])
  return true
}

function admissionOf(standing: Standing): Admission {
  const { rack, datacenter, inWave } = standing
  return admission(
    {
      rack: rack === null ? null : { place: `rack ${rack}`, most: standing.mostInRack, now: standing.inRack },
      datacenter: { place: datacenter, most: standing.mostInDatacenter, now: standing.inDatacenter },
    },
    inWave ? standing : null,
  )
}
