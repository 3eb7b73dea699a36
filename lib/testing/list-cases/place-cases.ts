import { listImportRowsEndpoint, listImportsEndpoint } from '../../contracts/imports/import'
import { listBulkChangesEndpoint, listRefusedServersEndpoint } from '../../contracts/inventory/bulk-change'
import { listDatacentersEndpoint } from '../../contracts/inventory/datacenter'
import { listHoldsEndpoint } from '../../contracts/inventory/hold'
import { listPlannedMovesEndpoint } from '../../contracts/inventory/planned-move'
import {
  getRackCountsEndpoint,
  listElevationsEndpoint,
  listRackItemsEndpoint,
  listRacksEndpoint,
} from '../../contracts/inventory/rack'
import { listRackHitsEndpoint } from '../../contracts/inventory/rack-hit'
import { resolveEndpoint } from '../../contracts/inventory/resolve'
import { listServerModelsEndpoint } from '../../contracts/inventory/server-model'
import { suggestSlotsEndpoint } from '../../contracts/inventory/slot'
import { listStocktakesEndpoint } from '../../contracts/inventory/stocktake'
import { listWarehousesEndpoint } from '../../contracts/inventory/warehouse'
import { listLabelsEndpoint } from '../../contracts/labels/label'
import { listImportRows } from '../../services/imports/list-import-rows'
import { listImports } from '../../services/imports/list-imports'
import { getRackCounts } from '../../services/inventory/get-rack-counts'
import { listDatacenters } from '../../services/inventory/list-datacenters'
import { listElevations } from '../../services/inventory/list-elevations'
import { listHolds } from '../../services/inventory/list-holds'
import { listPlannedMoves } from '../../services/inventory/list-planned-moves'
import { listRackHits } from '../../services/inventory/list-rack-hits'
import { listRackItems } from '../../services/inventory/list-rack-items'
import { listRacks } from '../../services/inventory/list-racks'
import { listServerModels } from '../../services/inventory/list-server-models'
import { listStocktakes } from '../../services/inventory/list-stocktakes'
import { listWarehouses } from '../../services/inventory/list-warehouses'
import { resolveCode } from '../../services/inventory/resolve-code'
import { suggestSlots } from '../../services/inventory/suggest-slots'
import { listLabels } from '../../services/labels/list-labels'
import { listBulkChanges } from '../../services/lifecycle/list-bulk-changes'
import { listRefusedServers } from '../../services/lifecycle/list-refused-servers'
import { BAD_IMPORT, REFUSED_CHANGE } from '../history/places'
import { barcodeOf, casesOf, type ListCase } from './list-case'

const COLOURS = ['state', 'health', 'order', 'model', 'firmware', 'power'] as const
/** As many as one asks for of a row. */
const A_ROW = Array.from({ length: 20 }, (_, n) => `DC1-R${String(20 + n).padStart(6, '0')}`)

/** Racks and what stands in them, and everything that lists places. */
export function placeCases(servers: number): ListCase[] {
  const some = Array.from({ length: 20 }, (_, n) => barcodeOf(Math.floor(servers / 2) + n))
  return [
    ...casesOf(listDatacentersEndpoint, listDatacenters, { all: {} }),
    ...casesOf(listWarehousesEndpoint, listWarehouses, { all: {}, 'in a datacenter': { datacenter: ['DC7'] } }),
    ...casesOf(listServerModelsEndpoint, listServerModels, { all: {}, 'part of words': { q: 'r640' } }),
    ...casesOf(listRacksEndpoint, listRacks, {
      all: {},
      'two hundred': { limit: 200 },
      'in a datacenter': { datacenter: ['DC7'] },
      'a row': { datacenter: ['DC1'], row: ['R3'] },
      'a row of any datacenter': { row: ['R1200'] },
      tagged: { tag: ['hot aisle 3'] },
      'with a rare tag': { tag: ['none has it'] },
      'part of a code': { q: '0012' },
      'part of every code': { q: 'dc' },
      'part of a note': { q: 'cable tray' },
      nothing: { q: 'no such thing' },
    }),
    ...COLOURS.flatMap((by) =>
      casesOf(getRackCountsEndpoint, getRackCounts, {
        [`${by}, all`]: { by },
        [`${by}, a datacenter`]: { by, datacenter: ['DC7'] },
        [`${by}, a row`]: { by, datacenter: ['DC1'], row: ['R3'] },
      }),
    ),
    ...casesOf(listRackHitsEndpoint, listRackHits, {
      'a whole code': { q: barcodeOf(Math.floor(servers / 2)) },
      'part of some codes': { q: '00012' },
      'part of every code': { q: 'srv' },
      'two letters of every code': { q: 'sr' },
      'a model': { q: 'r640', datacenter: ['DC7'] },
      nothing: { q: 'no such thing' },
    }),
    ...casesOf(listElevationsEndpoint, listElevations, { 'twenty racks': { rack: A_ROW } }),
    ...casesOf(suggestSlotsEndpoint, suggestSlots, {
      'one server': { server: some.slice(0, 1) },
      'twenty servers': { server: some },
      'into another datacenter': { server: some.slice(0, 1), datacenter: 'DC7' },
    }),
    ...casesOf(listRackItemsEndpoint, listRackItems, {
      all: {},
      'of a rack': { rack: ['DC1-R000003'] },
      switches: { kind: ['switch'] },
      'of a rare kind': { kind: ['blanking'] },
      'part of a name': { q: 'switch-270' },
    }),
    ...casesOf(listPlannedMovesEndpoint, listPlannedMoves, { all: {}, 'in a datacenter': { datacenter: ['DC7'] } }),
    ...casesOf(listHoldsEndpoint, listHolds, {
      all: {},
      active: { active: 'true' },
      ended: { active: 'false' },
      'of a server': { server: [barcodeOf(3_001 * 2)] },
      'active in a datacenter': { active: 'true', datacenter: ['DC7'] },
    }),
    ...casesOf(listStocktakesEndpoint, listStocktakes, {
      all: {},
      open: { open: 'true' },
      'in a datacenter': { datacenter: ['DC7'] },
      'of a rack': { rack: ['DC1-R000008'] },
    }),
    ...casesOf(listImportsEndpoint, listImports, { all: {}, racks: { kind: ['racks'] } }),
    ...casesOf(listImportRowsEndpoint, listImportRows, { all: {} }, { id: BAD_IMPORT }),
    ...casesOf(listBulkChangesEndpoint, listBulkChanges, { all: {}, done: { status: ['DONE'] } }),
    ...casesOf(listRefusedServersEndpoint, listRefusedServers, { all: {} }, { id: REFUSED_CHANGE }),
    ...casesOf(resolveEndpoint, resolveCode, {
      'a barcode': { code: some[0] ?? '' },
      'a rack': { code: 'DC1-R000003' },
      'a ticket': { code: 'T-5000' },
      nothing: { code: 'no-such-thing' },
    }),
    ...casesOf(listLabelsEndpoint, listLabels, {
      'the servers of a rack': { contentsOf: 'DC1-R000003' },
      'twenty servers': { server: some },
    }),
  ]
}
