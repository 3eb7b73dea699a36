import { z } from 'zod'
import { WINDOWS } from '../../domain/capacity/runway'
import { endpoint } from '../endpoint'
import { anyOf } from '../paging'
import { code, countInQuery, text, utc } from '../primitives'

/** How often, how many servers, and the sum of the squares of how many each time, in the window: see lib/domain/capacity/runway. */
const flow = z.object({ times: z.int(), servers: z.int(), squares: z.number() })

/**
 * How long the free servers last. days: when none is expected to be left; earliestDays to latestDays: the range of 8 in 10;
 * each absent where that is over a year away. dated, by day: in transit with a destination and an expected day, and what orders
 * that end give back (ending: how many, orders: the first few); they count from the day after, what is overdue (day 0 or less) does not.
 */
const runway = z.object({
  windowDays: z.int(),
  ordered: flow,
  failed: flow,
  mended: flow,
  returned: flow,
  perDay: z.number(),
  days: z.int().optional(),
  earliestDays: z.int().optional(),
  latestDays: z.int().optional(),
  dated: z.array(
    z.object({
      on: z.iso.date(),
      day: z.int(),
      count: z.int(),
      kind: z.enum(['delivery', 'return']),
      ending: z.int(),
      orders: z.array(z.string()),
    }),
  ),
})

const datacenterCapacity = z.object({
  code,
  name: z.string(),
  powerOutageSince: utc.optional(),
  servers: z.int(),
  free: z.int(),
  warehouse: z.int(),
  heldBack: z.int(),
  promised: z.int(),
  inService: z.int(),
  broken: z.int(),
  coming: z.int(),
  freeCpuCores: z.int(),
  freeRamGb: z.int(),
  freeNvmeGb: z.int(),
  powerW: z.int(),
  powerBudgetW: z.int(),
  orderedPerDay: z.number(),
  runwayDays: z.int().optional(),
  runway,
  servable: z.object({ free: z.int(), warehouse: z.int() }).optional(),
})

const modelCapacity = z.object({
  datacenter: code,
  model: code,
  name: z.string(),
  cpuCores: z.int().optional(),
  ramGb: z.int().optional(),
  nvmeGb: z.int().optional(),
  racked: z.int(),
  warehouse: z.int(),
})

/**
 * free: RACKED, of a complete model, without hold, open HIGH ticket or wipe due; freeCpuCores … are their sums. warehouse: the
 * same, IN_WAREHOUSE. heldBack: RACKED or IN_WAREHOUSE, and not that. promised: ALLOCATED and PROVISIONING; broken: with
 * REPAIRING; coming: NEW, IN_FACTORY_TEST, IN_TRANSIT. servers: the sum of these. powerW: the models' watts over RACKED,
 * promised and in service, an estimate. orderedPerDay: servers given to orders of the window; runwayDays: as in runway.
 * servable, where a shape was asked for: how many servers of at least that shape could still be given, of those free and of
 * those in warehouses. models: free ones, racked and in warehouses apart. whatIf, where something was supposed: the same figures
 * as if it were so, and what each part came to; nothing is saved. jobs: PENDING, RUNNING and FAILED; tickets: OPEN and IN_PROGRESS;
 * orders: those on their way, ACTIVE, FAILED and RELEASING. lowStock: parts of which a warehouse has fewer available than its minimum.
 */
export const capacityView = z
  .object({
    datacenters: z.array(datacenterCapacity),
    models: z.array(modelCapacity),
    whatIf: z
      .object({
        datacenters: z.array(datacenterCapacity),
        models: z.array(modelCapacity),
        changes: z.array(
          z.object({
            kind: z.enum(['add', 'lose', 'order']),
            what: z.string(),
            servers: z.int(),
            problem: z.string().optional(),
          }),
        ),
      })
      .optional(),
    orders: z.record(z.string(), z.int()),
    jobs: z.record(z.string(), z.int()),
    tickets: z.record(z.string(), z.int()),
    waitingForPart: z.int(),
    lowStock: z.int(),
  })
  .meta({ id: 'Capacity' })
export type CapacityView = z.input<typeof capacityView>

export const getCapacityEndpoint = endpoint({
  method: 'GET',
  path: '/capacity',
  operation: 'planning.read',
  tag: 'Planning',
  summary: 'What is free, promised, in service and broken, per datacenter; and what it would be if',
  query: z.strictObject({
    datacenter: anyOf(code),
    minCpuCores: countInQuery.optional(),
    minRamGb: countInQuery.optional(),
    minNvmeGb: countInQuery.optional(),
    window: z
      .enum(WINDOWS)
      .default('90')
      .meta({ description: 'Days of the past from which the rates of the runway are taken' }),
    add: z
      .array(text(140))
      .max(10)
      .optional()
      .meta({ description: 'What if there were so many more: 20xdell-r650@FRA1' }),
    lose: z.array(code).max(10).optional().meta({ description: 'What if this rack were lost' }),
    order: z.array(code).max(5).optional().meta({ description: 'What if this order were given its servers' }),
  }),
  success: 200,
  response: capacityView,
})
