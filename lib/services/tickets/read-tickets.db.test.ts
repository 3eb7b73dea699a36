import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDb, type Db } from '../../db/client'
import type { Prisma } from '../../db/generated/client'
import { everyTable } from '../../testing/every-table-database'
import { photoSelect } from './photo-view'
import { readTickets } from './read-tickets'
import { componentSelect, type TicketRow } from './ticket-view'

const rows = everyTable()
let db: Db
beforeAll(async () => {
  // Each field holds something in one ticket, and nothing in the other.
  await rows.query(`
    UPDATE racks SET "row" = 'A' WHERE id = 1;
    UPDATE tickets SET assignee = 'Rui', status = 'IN_PROGRESS', started_at = '2026-03-01 10:00:00.123+02', server_scanned_at = now(),
      server_scanned_by = 'Rui', out_of_service = true, event_count = 3, repairs_before = 2 WHERE id = 1;
    UPDATE tickets SET server_id = 4, ended_at = now() WHERE id = 2;
    INSERT INTO stock (spare_part_id, warehouse_id, shelf, available, reserved) VALUES (1, 2, 'elsewhere', 1, 0);
    UPDATE stock SET shelf = 'B-04' WHERE warehouse_id = 1;
    UPDATE ticket_components SET part_kind = 'DISK', facts = '{"capacityGb": 960, "form": "2.5\\" \\\\"}', swapped_at = now(),
      swapped_by = 'Rui', verified_at = '2026-03-29 01:30:00.5Z', verified_by = 'Ann', verified_how = 'person', verify_note = 'ran a test',
      recovered_at = now() WHERE id = 2;
    INSERT INTO ticket_components (ticket_id, name, part_status) VALUES (1, 'disk-3', 'NOT_NEEDED');
    INSERT INTO ticket_notes (ticket_id, by, text, at) VALUES (1, 'who', E'two\\nlines, "quoted"', '2020-01-01');
    UPDATE ticket_photos SET note = 'its label', at = '2026-01-02T03:04:05.678Z'`)
  db = createDb(rows.url())
})
afterAll(() => db.$disconnect())

const select = {
  ...{ id: true, number: true, type: true, status: true, priority: true, assignee: true, eventCount: true },
  ...{ repairsBefore: true, createdAt: true, startedAt: true, endedAt: true, updatedAt: true, version: true },
  ...{ datacenterId: true, serverScannedAt: true, serverScannedBy: true, outOfService: true },
  datacenter: { select: { code: true } },
  repeatOf: { select: { number: true } },
  server: {
    select: {
      ...{ barcode: true, modelId: true, state: true, u: true },
      rack: { select: { code: true, row: true } },
      warehouse: { select: { code: true } },
      model: { select: { slug: true, manufacturer: true, model: true } },
    },
  },
  components: { select: componentSelect, orderBy: { id: 'asc' } },
  notes: { select: { at: true, by: true, text: true }, orderBy: { id: 'asc' } },
  photos: { select: photoSelect, orderBy: [{ at: 'asc' }, { position: 'asc' }] },
} as const satisfies Prisma.TicketSelect

it('one statement brings what the select of a ticket names, in the order asked for', async () => {
  const selected: TicketRow[] = await db.ticket.findMany({ select, orderBy: { id: 'desc' } })
  const wanted = selected.map((row) => ({
    ...row,
    components: row.components.map(({ sparePart, ...component }) => ({
      ...component,
      // Of a part's stock only that of the warehouse that the component's comes from.
      sparePart: sparePart && {
        ...sparePart,
        stock: sparePart.stock.filter(({ warehouseId }) => warehouseId === component.warehouseId),
      },
    })),
  }))
  const ids = selected.map(({ id }) => id)
  expect(await readTickets({ db }, ids)).toEqual(wanted)
  expect(selected.map(({ components, photos }) => [components.length, photos.length])).toEqual([
    [0, 0],
    [3, 1],
  ])
  expect(await readTickets({ db }, [])).toEqual([])
})
