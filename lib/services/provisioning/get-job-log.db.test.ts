import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countStatements } from '../../testing/count-statements'
import { type AllocatedOrder, allocatedOrder } from '../../testing/factories/provisioning'
import { type ProvisioningLab, provisioningLab } from '../../testing/provisioning-lab'
import { getJobLog } from './get-job-log'
import { provisionOrder } from './provision-order'
import { retryJob } from './retry-job'
import { skipStep } from './skip-step'

let lab: ProvisioningLab
beforeAll(async () => {
  lab = await provisioningLab()
})
afterAll(() => lab.close())

const jobIdOf = async (order: AllocatedOrder) =>
  (await lab.world.db.provisionJob.findFirstOrThrow({ where: { orderId: order.id }, select: { id: true } })).id

describe('the log of a job that ran', () => {
  it('tells its whole way in order, from what is recorded anyway', async () => {
    const order = await allocatedOrder(lab.world.db, 1, { hardware: lab.hardware })
    await provisionOrder(lab.world.ctx, order)
    const id = await jobIdOf(order)
    expect((await getJobLog(lab.world.ctx, { id })).items.map(({ kind }) => kind)).toEqual(['queue'])
    await lab.jobs.drain()
    const { items, more, worker } = await getJobLog(lab.world.ctx, { id })
    expect([more, worker]).toEqual([false, undefined])
    expect(items.map(({ at }) => at)).toEqual(items.map(({ at }) => at).sort())
    const lines = items.map(({ step, kind, text }) => `${step ?? '-'} ${kind} ${text}`)
    expect(lines.slice(0, 4)).toEqual([
      '- queue Made; waits for a worker',
      '- claim Claimed by worker-in-test, attempt 1',
      '1 start 1 Verify BMC',
      expect.stringMatching(/^1 check The BMC answers: /),
    ])
    expect(lines).toContain('3 plan BIOS 1.0.0 → 1.2.0 → 1.5.4, BMC 2.0 → 2.2, 3 flashes, about 27 min')
    expect(lines).toContainEqual(
      expect.stringMatching(/^3 flash BIOS 1\.0\.0 → 1\.2\.0: bios_1\.2\.0\.bin accepted, task .+/),
    )
    expect(lines).toContain('3 verify BMC is 2.2, as expected')
    expect(lines).toContain('3 verify 3 flashes done and read back')
    expect(lines.at(-1)).toBe('- done All steps are done')
  })

  it('keeps why an earlier try failed, who tried again, and the reason of a skip', async () => {
    const order = await allocatedOrder(lab.world.db, 1, { hardware: lab.hardware })
    await lab.hardware.setFaults(order.barcodes[0] ?? '', ['wrong-credentials'])
    await provisionOrder(lab.world.ctx, order)
    const id = await jobIdOf(order)
    await lab.jobs.drain()
    await retryJob(lab.world.ctx, { id })
    await lab.jobs.drain()
    await lab.hardware.setFaults(order.barcodes[0] ?? '', [])
    await skipStep(lab.world.ctx, { id, reason: 'Seen by eye' })
    await lab.jobs.drain()
    const all = await getJobLog(lab.world.ctx, { id })
    const who = lab.world.ctx.actor.name
    const texts = all.items.map(({ text }) => text)
    expect(all.items.filter(({ kind }) => kind === 'fail')).toHaveLength(2)
    expect(texts).toContain(`Tried again at the step that failed by ${who}`)
    expect(texts).toContain(`The step that failed is skipped by ${who}: Seen by eye`)
    expect(texts).toContain('Claimed by worker-in-test, attempt 3')
    // Whoever may not read the audit log reads the same without the names of people.
    const viewer = { ...lab.world.ctx.actor, grants: [{ role: 'VIEWER' as const, datacenterId: null }] }
    const seen = (await getJobLog({ ...lab.world.ctx, actor: viewer }, { id })).items.map(({ text }) => text)
    expect(seen).toContain('The step that failed is skipped: Seen by eye')
    expect(seen.join()).not.toContain(who)
  })

  it('shows nothing of what opens a BMC or lets an image phone home, in a fixed number of statements', async () => {
    const order = await allocatedOrder(lab.world.db, 1, { hardware: lab.hardware })
    await provisionOrder(lab.world.ctx, order)
    const id = await jobIdOf(order)
    const before = await countStatements(lab.world, (ctx) => getJobLog(ctx, { id }))
    await lab.jobs.drain()
    const after = await countStatements(lab.world, (ctx) => getJobLog(ctx, { id }))
    expect(after.length).toBe(before.length)
    expect(after.length).toBeLessThanOrEqual(6)
    const text = JSON.stringify(await getJobLog(lab.world.ctx, { id }))
    expect(text).not.toMatch(/calvin|token|password/i)
  })

  it('a job that is not there is not found', async () => {
    const id = crypto.randomUUID()
    await expect(getJobLog(lab.world.ctx, { id })).rejects.toMatchObject({ code: 'not-found' })
  })
})
