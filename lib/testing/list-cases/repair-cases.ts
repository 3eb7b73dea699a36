import { listPartsEndpoint } from '../../contracts/tickets/part'
import {
  listMovementsEndpoint,
  listSparePartsEndpoint,
  listStockEndpoint,
  listWaitingEndpoint,
} from '../../contracts/tickets/stock'
import { listTicketsEndpoint } from '../../contracts/tickets/ticket'
import { listMovements } from '../../services/tickets/list-movements'
import { listParts } from '../../services/tickets/list-parts'
import { listSpareParts } from '../../services/tickets/list-spare-parts'
import { listStock } from '../../services/tickets/list-stock'
import { listTickets } from '../../services/tickets/list-tickets'
import { listWaiting } from '../../services/tickets/list-waiting'
import { barcodeOf, casesOf, type ListCase } from './list-case'

/** Tickets, their parts and the stock. */
export const REPAIR_CASES: readonly ListCase[] = [
  ...casesOf(listTicketsEndpoint, listTickets, {
    all: {},
    'the oldest first': { sort: 'createdAt' },
    'ended last': { sort: '-endedAt' },
    open: { status: ['OPEN'] },
    live: { status: ['OPEN', 'IN_PROGRESS'] },
    'done, ended last': { status: ['DONE'], sort: '-endedAt' },
    'given up, ended last': { status: ['WONT_FIX'], sort: '-endedAt' },
    'open in a datacenter': { status: ['OPEN'], datacenter: ['DC7'] },
    'done in a datacenter, ended last': { status: ['DONE'], datacenter: ['DC7'], sort: '-endedAt' },
    'in a datacenter': { datacenter: ['DC7'] },
    'of a type': { type: ['REBOOT'] },
    'open of a type': { status: ['OPEN'], type: ['REBOOT'] },
    urgent: { priority: ['HIGH'] },
    'of a server': { server: [barcodeOf(1_000)] },
    "somebody's": { assignee: ['Crew 7'] },
    "somebody's that are live": { assignee: ['Crew 7'], status: ['OPEN', 'IN_PROGRESS'] },
    "somebody's that are done, ended last": { assignee: ['Crew 7'], status: ['DONE'], sort: '-endedAt' },
    'that wait for a part': { waitingForPart: 'true' },
    'open that wait for a part': { status: ['OPEN'], waitingForPart: 'true' },
    'that wait for none': { waitingForPart: 'false' },
    'part of a number': { q: 'T-100' },
    'part of a barcode': { q: 'SRV-00012' },
    'part of a component': { q: 'S6CKA1' },
    'part of a name': { q: 'crew 3' },
    'one number': { q: '100077' },
    'two letters': { q: 'T-' },
    nothing: { q: 'no such thing' },
  }),
  ...casesOf(listStockEndpoint, listStock, {
    all: {},
    'of a part': { sku: ['DISK-2'] },
    'in a warehouse': { warehouse: ['DC7-W1'] },
    'in a datacenter': { datacenter: ['DC7'] },
    low: { low: 'true' },
    'part of a sku': { q: 'disk-1' },
  }),
  ...casesOf(listWaitingEndpoint, listWaiting, { all: {} }, { id: 'DISK-2@DC7-W1' }),
  ...casesOf(listMovementsEndpoint, listMovements, {
    all: {},
    'of a part': { sku: ['DISK-2'] },
    'of a part in a warehouse': { sku: ['DISK-2'], warehouse: ['DC7-W1'] },
    'in a warehouse': { warehouse: ['DC7-W1'] },
    'for a ticket': { ticket: ['T-5000'] },
  }),
  ...casesOf(listPartsEndpoint, listParts, {
    all: {},
    'in stock': { state: ['IN_STOCK'] },
    scrapped: { state: ['SCRAPPED'] },
    'of a part': { sku: ['DISK-2'] },
    'in a warehouse': { warehouse: ['DC7-W1'] },
    'in a server': { server: [barcodeOf(1_000)] },
  }),
  ...casesOf(listSparePartsEndpoint, listSpareParts, {
    all: {},
    'for a model': { model: ['maker-3-r603'] },
    'part of words': { q: 'maker 2' },
  }),
]
