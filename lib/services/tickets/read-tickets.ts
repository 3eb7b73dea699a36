import type { Prisma } from '../../db/generated/client'
import { unseen } from '../../db/once-planned'
import type { TicketRow } from './ticket-view'

type Reader = { db: Prisma.TransactionClient }

/** A row of JSON, in which a time is text. */
type AsJson<T> = { [K in keyof T]: Date extends T[K] ? string | Exclude<T[K], Date> : T[K] }

type Component = TicketRow['components'][number]
type Read = Omit<TicketRow, 'components' | 'notes' | 'photos'> & {
  components: AsJson<Component>[]
  notes: AsJson<TicketRow['notes'][number]>[]
  photos: AsJson<TicketRow['photos'][number]>[]
}

/**
 * Tickets with all that their views show, in the order of these ids: one statement, where a relation after another would be
 * thirteen. Of a component's part only the stock of the warehouse that it comes from is read.
 */
export async function readTickets(ctx: Reader, ids: readonly number[]): Promise<TicketRow[]> {
  if (ids.length === 0) return []
  const rows = await ctx.db.$queryRaw<Read[]>`
    SELECT t.id, t.number::text AS number, t.type, t.status::text AS status, t.priority::text AS priority, t.assignee,
      t.event_count AS "eventCount", t.repairs_before AS "repairsBefore", t.created_at AS "createdAt", t.started_at AS "startedAt",
      t.ended_at AS "endedAt", t.updated_at AS "updatedAt", t.version, t.datacenter_id AS "datacenterId",
      t.server_scanned_at AS "serverScannedAt", t.server_scanned_by AS "serverScannedBy", t.out_of_service AS "outOfService",
      jsonb_build_object('code', d.code) AS datacenter,
      (SELECT jsonb_build_object('number', r.number) FROM tickets r WHERE r.id = t.repeat_of_id) AS "repeatOf",
      jsonb_build_object('barcode', s.barcode, 'modelId', s.model_id, 'state', s.state, 'u', s.u,
        'rack', (SELECT jsonb_build_object('code', k.code, 'row', k."row") FROM racks k WHERE k.id = s.rack_id),
        'warehouse', (SELECT jsonb_build_object('code', w.code) FROM warehouses w WHERE w.id = s.warehouse_id),
        'model', (SELECT jsonb_build_object('slug', m.slug, 'manufacturer', m.manufacturer, 'model', m.model)
          FROM server_models m WHERE m.id = s.model_id)) AS server,
      (SELECT COALESCE(jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name, 'partStatus', c.part_status, 'result', c.result,
          'partKind', c.part_kind, 'facts', c.facts, 'warehouseId', c.warehouse_id, 'sparePartId', c.spare_part_id,
          'sparePart', (SELECT jsonb_build_object('sku', p.sku, 'stock', (
              SELECT COALESCE(jsonb_agg(jsonb_build_object('warehouseId', q.warehouse_id, 'shelf', q.shelf,
                'available', q.available, 'reserved', q.reserved)), '[]')
              FROM stock q WHERE q.spare_part_id = p.id AND q.warehouse_id = c.warehouse_id))
            FROM spare_parts p WHERE p.id = c.spare_part_id),
          'warehouse', (SELECT jsonb_build_object('code', w.code) FROM warehouses w WHERE w.id = c.warehouse_id),
          'removedSerial', c.removed_serial, 'removedPartId', c.removed_part_id, 'removedAt', c.removed_at,
          'installedSerial', c.installed_serial, 'installedPartId', c.installed_part_id,
          'swappedAt', c.swapped_at, 'swappedBy', c.swapped_by, 'verifiedAt', c.verified_at, 'verifiedBy', c.verified_by,
          'verifiedHow', c.verified_how, 'verifyNote', c.verify_note, 'recoveredAt', c.recovered_at) ORDER BY c.id), '[]')
        FROM ticket_components c WHERE c.ticket_id = t.id) AS components,
      (SELECT COALESCE(jsonb_agg(jsonb_build_object('at', n.at, 'by', n.by, 'text', n.text) ORDER BY n.id), '[]')
        FROM ticket_notes n WHERE n.ticket_id = t.id) AS notes,
      (SELECT COALESCE(jsonb_agg(jsonb_build_object('id', f.id, 'at', f.at, 'by', f.by, 'width', f.width, 'height', f.height,
          'note', f.note) ORDER BY f.at, f.position), '[]')
        FROM ticket_photos f WHERE f.ticket_id = t.id) AS photos
    FROM tickets t JOIN datacenters d ON d.id = t.datacenter_id JOIN servers s ON s.id = t.server_id
    WHERE t.id = ANY(${unseen.ints(ids)}) ORDER BY array_position(${unseen.ints(ids)}, t.id)`
  return rows.map((row) => ({
    ...row,
    components: row.components.map(withTimes),
    notes: row.notes.map((note) => ({ ...note, at: new Date(note.at) })),
    photos: row.photos.map((photo) => ({ ...photo, at: new Date(photo.at) })),
  }))
}

function withTimes(component: AsJson<Component>): Component {
  const { removedAt, swappedAt, verifiedAt, recoveredAt, ...rest } = component
  const time = (text: string | null) => (text === null ? null : new Date(text))
  return {
    ...rest,
    removedAt: time(removedAt),
    swappedAt: time(swappedAt),
    verifiedAt: time(verifiedAt),
    recoveredAt: time(recoveredAt),
  }
}
