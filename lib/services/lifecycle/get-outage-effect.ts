import type { OutageEffectView } from '../../contracts/inventory/datacenter'
import type { Ctx } from '../../db/context'
import { notFound } from '../../domain/errors'
import { authorize } from '../access/authorize'

/**
 * What a power outage of the datacenter touches, said before it starts or ends; changes nothing. Servers from the tally,
 * the rest from indexes of what is open. reboots: how many tickets its end would open, as far as servers said by now.
 */
export async function getOutageEffect(ctx: Ctx, input: { code: string }): Promise<OutageEffectView> {
  const datacenter = await ctx.db.datacenter.findUnique({
    where: { code: input.code },
    select: { id: true, code: true, powerOutageSince: true },
  })
  if (datacenter === null) throw notFound('datacenter', input.code)
  authorize(ctx, 'planning.read', datacenter.id)
  const { id, code, powerOutageSince } = datacenter
  const [row] = await ctx.db.$queryRaw<Omit<OutageEffectView, 'datacenter' | 'powerOutage'>[]>`
    SELECT
      (SELECT coalesce(sum(delta), 0)::int FROM server_tally WHERE datacenter_id = ${id} AND state <> 'DECOMMISSIONED') AS servers,
      (SELECT coalesce(sum(delta), 0)::int FROM server_tally WHERE datacenter_id = ${id} AND state = 'IN_SERVICE') AS "inService",
      (SELECT count(*)::int FROM orders WHERE datacenter_id = ${id}
        AND status IN ('ALLOCATED', 'PROVISIONING', 'ACTIVE', 'FAILED', 'RELEASING')) AS orders,
      (SELECT count(*)::int FROM provision_jobs j JOIN servers s ON s.id = j.server_id
        WHERE j.status IN ('PENDING', 'RUNNING') AND s.datacenter_id = ${id}) AS jobs,
      (SELECT count(*)::int FROM tickets WHERE datacenter_id = ${id} AND type = 'REBOOT'
        AND status IN ('OPEN', 'IN_PROGRESS')) AS tickets,
      (SELECT count(*)::int FROM server_symptoms g JOIN servers s ON s.id = g.server_id
        WHERE g.suppressed AND g.symptom = 'host' AND g.state = 'ASSERTED' AND s.datacenter_id = ${id}
          AND s.state <> 'DECOMMISSIONED' AND (s.hold_id IS NULL OR s.hold_until <= ${ctx.clock()})
          AND NOT EXISTS (SELECT 1 FROM racks r WHERE r.id = s.rack_id AND r.power_outage_since IS NOT NULL)) AS reboots`
  if (row === undefined) throw new Error('A SELECT without FROM has a row')
  return { datacenter: code, powerOutage: powerOutageSince !== null, ...row }
}
