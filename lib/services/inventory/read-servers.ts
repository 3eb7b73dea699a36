import type { Prisma } from '../../db/generated/client'
import { unseen } from '../../db/once-planned'
import type { ServerRow } from './server-view'

type Reader = { db: Prisma.TransactionClient }

/** As JSON brings it: a time is text. */
type Hold = Omit<NonNullable<ServerRow['hold']>, 'until'> & { until: string | null }
type Read = Omit<ServerRow, 'hold'> & { hold: Hold | null }

/** Servers with all that their views show, in no order: one statement, where a relation after another would be ten. */
export async function readServers(ctx: Reader, ids: readonly number[]): Promise<ServerRow[]> {
  if (ids.length === 0) return []
  const rows = await ctx.db.$queryRaw<Read[]>`
    SELECT s.id, s.barcode::text AS barcode, s.state::text AS state, s.height_u AS "heightU", s.depth::text AS depth, s.serial,
      s.asset_number AS "assetNumber", s.datacenter_id AS "datacenterId", s.u, s.face::text AS face, s.expected_at AS "expectedAt",
      s.tags, s.hostnames, s.note, s.bmc_driver::text AS "bmcDriver", s.bmc_address AS "bmcAddress", s.bmc_tls AS "bmcTls",
      s.power_state AS "powerState", s.open_high_tickets AS "openHighTickets", s.needs_wipe AS "needsWipe",
      s.last_scanned_at AS "lastScannedAt", s.created_at AS "createdAt", s.updated_at AS "updatedAt", s.version,
      (SELECT json_build_object('slug', m.slug, 'manufacturer', m.manufacturer, 'model', m.model, 'targets', (
          SELECT COALESCE(json_agg(json_build_object('component', f.component, 'version', f.version) ORDER BY f.component), '[]')
          FROM firmware_targets f WHERE f.model_id = m.id))
        FROM server_models m WHERE m.id = s.model_id) AS model,
      (SELECT json_build_object('code', d.code) FROM datacenters d WHERE d.id = s.datacenter_id) AS datacenter,
      (SELECT json_build_object('code', w.code) FROM warehouses w WHERE w.id = s.warehouse_id) AS warehouse,
      (SELECT json_build_object('code', r.code) FROM racks r WHERE r.id = s.rack_id) AS rack,
      (SELECT json_build_object('code', d.code) FROM datacenters d WHERE d.id = s.destination_id) AS destination,
      (SELECT json_build_object('number', o.number) FROM orders o WHERE o.id = s.order_id) AS "order",
      (SELECT json_build_object('id', h.id, 'reason', h.reason, 'by', h.by, 'until', h.until) FROM holds h WHERE h.id = s.hold_id) AS hold,
      (SELECT COALESCE(json_agg(json_build_object('component', f.component, 'version', f.version) ORDER BY f.component), '[]')
        FROM server_firmware f WHERE f.server_id = s.id) AS firmware
    FROM servers s WHERE s.id = ANY(${unseen.ints(ids)})`
  return rows.map(({ hold, ...row }) => ({
    ...row,
    hold: hold === null ? null : { ...hold, until: hold.until === null ? null : new Date(hold.until) },
  }))
}
