import { z } from 'zod'
import { endpoint } from '../endpoint'
import { anyOf } from '../paging'
import { code, countInQuery, utc } from '../primitives'

/**
 * free: RACKED, of a complete model, without hold, open HIGH ticket or wipe due; freeCpuCores … are their sums. warehouse:
 * IN_WAREHOUSE and not blocked; promised: ALLOCATED and PROVISIONING; broken: with REPAIRING. powerW: the models' watts
 * over RACKED, promised and in service, an estimate. orderedPerDay: servers promised to orders of the last 90 days;
 * runwayDays: how long the free ones last at that. servable, where a shape was asked for: how many servers of at least that
 * shape could still be given, of those free and of those in warehouses. jobs: PENDING, RUNNING and FAILED; tickets: OPEN and IN_PROGRESS.
 * lowStock: parts of which a warehouse has fewer available than its minimum.
 */
export const capacityView = z
  .object({
    datacenters: z.array(
      z.object({
        code,
        name: z.string(),
        powerOutageSince: utc.optional(),
        servers: z.int(),
        free: z.int(),
        warehouse: z.int(),
        promised: z.int(),
        inService: z.int(),
        broken: z.int(),
        freeCpuCores: z.int(),
        freeRamGb: z.int(),
        freeNvmeGb: z.int(),
        powerW: z.int(),
        powerBudgetW: z.int(),
        orderedPerDay: z.number(),
        runwayDays: z.int().optional(),
        servable: z.object({ free: z.int(), warehouse: z.int() }).optional(),
      }),
    ),
    models: z.array(
      z.object({
        datacenter: code,
        model: code,
        name: z.string(),
        cpuCores: z.int().optional(),
        ramGb: z.int().optional(),
        nvmeGb: z.int().optional(),
        racked: z.int(),
        warehouse: z.int(),
      }),
    ),
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
  summary: 'What is free, promised, in service and broken, per datacenter',
  query: z.strictObject({
    datacenter: anyOf(code),
    minCpuCores: countInQuery.optional(),
    minRamGb: countInQuery.optional(),
    minNvmeGb: countInQuery.optional(),
  }),
  success: 200,
  response: capacityView,
})
