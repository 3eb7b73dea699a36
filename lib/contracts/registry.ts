import * as presences from './access/presence'
import * as savedViews from './access/saved-view'
import * as users from './access/user'
import * as audit from './audit/audit'
import * as edits from './audit/edit'
import type { Endpoint } from './endpoint'
import * as imports from './imports/import'
import * as bulkChanges from './inventory/bulk-change'
import * as datacenters from './inventory/datacenter'
import * as holds from './inventory/hold'
import * as plannedMoves from './inventory/planned-move'
import * as racks from './inventory/rack'
import * as rackHits from './inventory/rack-hit'
import * as resolve from './inventory/resolve'
import * as servers from './inventory/server'
import * as serverBatches from './inventory/server-batch'
import * as serverLives from './inventory/server-life'
import * as serverModels from './inventory/server-model'
import * as slots from './inventory/slot'
import * as stocktakes from './inventory/stocktake'
import * as warehouses from './inventory/warehouse'
import * as labels from './labels/label'
import * as capacity from './planning/capacity'
import * as images from './planning/image'
import * as orders from './planning/order'
import * as endings from './planning/order-ending'
import * as sketches from './planning/order-sketch'
import * as plans from './planning/plan'
import * as firmwareDrift from './provisioning/firmware-drift'
import * as firmwareGraphs from './provisioning/firmware-graph'
import * as firmwarePaths from './provisioning/firmware-path'
import * as firmwarePlans from './provisioning/firmware-plan'
import * as jobs from './provisioning/job'
import * as jobsOverview from './provisioning/overview'
import * as usualTimes from './provisioning/usual-times'
import * as dryRuns from './telemetry/dry-run'
import * as dumps from './telemetry/dump'
import * as events from './telemetry/event'
import * as incidents from './telemetry/incident'
import * as rules from './telemetry/rule'
import * as parts from './tickets/part'
import * as photos from './tickets/photo'
import * as repair from './tickets/repair'
import * as serverComponents from './tickets/server-components'
import * as stock from './tickets/stock'
import * as tickets from './tickets/ticket'

const CONTRACTS: readonly object[] = [
  datacenters,
  warehouses,
  racks,
  rackHits,
  slots,
  plannedMoves,
  serverModels,
  servers,
  serverBatches,
  bulkChanges,
  serverLives,
  resolve,
  stocktakes,
  holds,
  imports,
  labels,
  images,
  orders,
  endings,
  sketches,
  plans,
  capacity,
  jobs,
  usualTimes,
  jobsOverview,
  firmwarePaths,
  firmwarePlans,
  firmwareGraphs,
  firmwareDrift,
  events,
  dumps,
  rules,
  incidents,
  dryRuns,
  tickets,
  photos,
  repair,
  parts,
  serverComponents,
  stock,
  audit,
  edits,
  presences,
  users,
  savedViews,
]

/** Every operation of the API by the name of its declaration (`listServersEndpoint`), in the order of the documentation. */
export const ENDPOINTS: Readonly<Record<string, Endpoint>> = Object.fromEntries(
  CONTRACTS.flatMap((contract) => Object.entries(contract).filter(([name]) => name.endsWith('Endpoint'))),
)
