import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { JobKind, JobState } from '../../domain/job-state'
import { type TestWorld, testWorld } from '../../testing/context'
import { countStatements } from '../../testing/count-statements'
import { type AllocatedOrder, allocatedOrder } from '../../testing/factories/provisioning'
import { getUsualTimes } from './get-usual-times'

let world: TestWorld
let first: AllocatedOrder
let other: AllocatedOrder
const START = Date.UTC(2026, 10, 1)

beforeAll(async () => {
  world = await testWorld()
  first = await allocatedOrder(world.db, 1)
  other = await allocatedOrder(world.db, 1)
})
afterAll(() => world.close())

const modelOf = async ({ serverIds }: AllocatedOrder) =>
  (await world.db.server.findUniqueOrThrow({ where: { id: serverIds[0] ?? 0 }, select: { model: true } })).model
    ?.slug ?? ''

/** Past jobs whose first step took these seconds each, and whose one flash, estimated at a minute, took twice as long; the last is the newest. */
async function pastJobs(
  order: AllocatedOrder,
  seconds: readonly number[],
  status: JobState = 'SUCCESS',
  kind: JobKind = 'provision',
) {
  const jobs = seconds.map((took, index) => {
    const startedAt = new Date(START + index * 60_000)
    return { id: crypto.randomUUID(), took, startedAt, after: (s: number) => new Date(startedAt.getTime() + s * 1_000) }
  })
  await world.db.provisionJob.createMany({
    data: jobs.map(({ id, startedAt, after, took }) => ({
      ...{ id, kind, status, startedAt, finishedAt: after(took) },
      ...{ orderId: order.id, serverId: order.serverIds[0] ?? 0 },
    })),
  })
  await world.db.provisionStep.createMany({
    data: jobs.map(({ id, startedAt, after, took }) => ({
      ...{ jobId: id, position: 1, name: 'Verify BMC', status: 'SUCCESS' as const, startedAt, finishedAt: after(took) },
    })),
  })
  await world.db.firmwareHop.createMany({
    data: jobs.map(({ id, startedAt, after, took }) => ({
      ...{ jobId: id, position: 1, component: 'BIOS', from: '1.0', to: '2.0', group: 1, minutes: 1 },
      ...{ status: 'SUCCESS' as const, startedAt, finishedAt: after(took * 2) },
    })),
  })
}

describe('how long steps usually take', () => {
  it('is the median of the model, and of all models beside it; what failed does not count, nor another kind', async () => {
    await pastJobs(first, [10, 20, 30, 40, 50])
    await pastJobs(other, [100, 100])
    await pastJobs(first, [900, 900, 900], 'FAILED')
    await pastJobs(first, [700, 700], 'SUCCESS', 'wipe')
    const model = await modelOf(first)
    const { steps, hops, pace } = await getUsualTimes(world.ctx, { kind: 'provision', model: [model.toUpperCase()] })
    expect(steps).toEqual([
      { position: 1, count: 7, medianMs: 40_000, p90Ms: 100_000 },
      { model, position: 1, count: 5, medianMs: 30_000, p90Ms: 50_000 },
    ])
    expect(hops).toEqual([
      { ...{ model, component: 'BIOS', from: '1.0', to: '2.0' }, count: 5, medianMs: 60_000, p90Ms: 100_000 },
    ])
    // Of flashes of 20, 40, 60, 80, 100, 200 and 200 seconds.
    expect(pace).toBeCloseTo(80 / 60)
    expect((await getUsualTimes(world.ctx, { kind: 'wipe' })).steps).toEqual([
      { position: 1, count: 2, medianMs: 700_000, p90Ms: 700_000 },
    ])
  })

  it('takes what stood still for a month as it is', async () => {
    const month = 30 * 86_400
    await pastJobs(first, [month, month, month], 'SUCCESS', 'wipe')
    const { steps } = await getUsualTimes(world.ctx, { kind: 'wipe' })
    expect(steps).toEqual([{ position: 1, count: 5, medianMs: month * 1_000, p90Ms: month * 1_000 }])
  })

  it('looks at the newest of a model only, in one statement, however many there were', async () => {
    await pastJobs(other, [...Array<number>(300).fill(5), ...Array<number>(200).fill(60)])
    const model = await modelOf(other)
    const ask = { kind: 'provision' as const, model: [model] }
    const { steps } = await getUsualTimes(world.ctx, ask)
    expect(steps.find((step) => step.model === model)).toMatchObject({ count: 200, medianMs: 60_000 })
    expect(await countStatements(world, (ctx) => getUsualTimes(ctx, ask))).toHaveLength(1)
  })

  it('finds the last jobs by index and their steps by key, so that a large table costs no more', async () => {
    await world.db.$executeRaw`
      WITH made AS (
        INSERT INTO provision_jobs (kind, order_id, server_id, status, started_at, finished_at)
        SELECT 'provision', ${first.id}, ${first.serverIds[0]}, 'SUCCESS', at, at + interval '1 minute'
        FROM generate_series(1, 40000) AS n, LATERAL (SELECT timestamptz '2026-01-01Z' + n * interval '1 minute') AS t(at)
        RETURNING id, started_at, finished_at)
      INSERT INTO provision_steps (job_id, position, name, status, started_at, finished_at)
      SELECT id, position, 'A step', 'SUCCESS', started_at, finished_at FROM made, generate_series(1, 3) AS position`
    await world.db.$executeRaw`ANALYZE provision_jobs, provision_steps`
    const plan = await world.db.$queryRaw<object[]>`
      EXPLAIN (FORMAT JSON) WITH last AS MATERIALIZED (
        SELECT id FROM provision_jobs WHERE kind = 'provision' AND status = 'SUCCESS'
        ORDER BY finished_at DESC LIMIT 1000)
      SELECT s.position FROM last CROSS JOIN LATERAL (
        SELECT position FROM provision_steps WHERE job_id = last.id AND status = 'SUCCESS' OFFSET 0) s`
    const text = JSON.stringify(plan)
    expect(text).toContain('provision_jobs_last_successes')
    expect(text).toContain('provision_steps_pkey')
    expect(text).not.toContain('"Sort"')
    expect(text).not.toContain('Seq Scan')
  })
})
