import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { handlePower } from '@/worker/handle-power'
import { allocatedOrder } from '../../testing/factories/provisioning'
import { type ProvisioningLab, provisioningLab } from '../../testing/provisioning-lab'
import { claimJob } from './claim-job'
import { endBmcLease } from './end-bmc-lease'
import { leaseBmc } from './lease-bmc'
import { provisionOrder } from './provision-order'

let lab: ProvisioningLab
beforeAll(async () => {
  lab = await provisioningLab({ paceMs: 20 })
})
afterAll(() => lab.close())

async function waitingJob() {
  const order = await allocatedOrder(lab.world.db, 1, { hardware: lab.hardware })
  await provisionOrder(lab.world.ctx, order)
  const { id: jobId } = await lab.world.db.provisionJob.findFirstOrThrow({ where: { orderId: order.id } })
  return { jobId, serverId: order.serverIds[0] ?? 0, barcode: order.barcodes[0] ?? '' }
}
const latest = (key: string) =>
  lab.world.db.auditEntry.findFirstOrThrow({
    where: { key, action: 'provisioning.record-power' },
    orderBy: { id: 'desc' },
  })

describe('the right to talk to a BMC', () => {
  it('is had by a job or by a command, never by both, whoever comes first', async () => {
    const { jobId, serverId } = await waitingJob()
    for (let round = 0; round < 40; round++) {
      await lab.world.db.$executeRaw`
        UPDATE provision_jobs SET status = 'PENDING', lease_owner = NULL, lease_until = NULL WHERE id = ${jobId}::uuid`
      await lab.world.db.server.update({ where: { id: serverId }, data: { bmcLeaseUntil: null } })
      const claim = () => claimJob(lab.world.ctx, { jobId, owner: 'w', leaseMs: 60_000 })
      const lease = () => leaseBmc(lab.world.ctx, { serverId, ms: 60_000 })
      const [job, command, other] = await Promise.all([claim(), lease(), lease()])
      expect([job, command, other].filter((had) => had !== null)).toHaveLength(1)
    }
  })

  it('that ran out is not given back in place of its successor’s', async () => {
    const { serverId } = await waitingJob()
    const mine = await leaseBmc(lab.world.ctx, { serverId, ms: 1 })
    await new Promise((resolve) => setTimeout(resolve, 20))
    const theirs = await leaseBmc(lab.world.ctx, { serverId, ms: 60_000 })
    const stands = async () => (await lab.world.db.server.findUniqueOrThrow({ where: { id: serverId } })).bmcLeaseUntil
    await endBmcLease(lab.world.ctx, { serverId, until: mine ?? new Date(0) })
    expect(await stands()).toEqual(theirs)
    await endBmcLease(lab.world.ctx, { serverId, until: theirs ?? new Date(0) })
    expect(await stands()).toBeNull()
  })

  it('comes back by itself when whoever had it died', async () => {
    const { jobId, serverId } = await waitingJob()
    expect(await leaseBmc(lab.world.ctx, { serverId, ms: 150 })).not.toBeNull()
    expect(await claimJob(lab.world.ctx, { jobId, owner: 'w', leaseMs: 60_000 })).toBeNull()
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(await claimJob(lab.world.ctx, { jobId, owner: 'w', leaseMs: 60_000 })).not.toBeNull()
  })
})

describe('a power command', () => {
  it('is carried out over Redfish, and what the BMC then says is the server’s', async () => {
    const order = await allocatedOrder(lab.world.db, 1, { hardware: lab.hardware })
    const [[serverId = 0], [barcode = '']] = [order.serverIds, order.barcodes]
    await handlePower(lab.jobs.runner, { serverId, action: 'on', requestedBy: 'Olga' })
    expect((await lab.hardware.machine(barcode)).powerState).toBe('On')
    expect(await lab.world.db.server.findUnique({ where: { id: serverId } })).toMatchObject({
      powerState: 'on',
      bmcLeaseUntil: null,
    })
    await lab.hardware.setFaults(barcode, ['wrong-credentials'])
    await handlePower(lab.jobs.runner, { serverId, action: 'off', requestedBy: 'Olga' })
    expect((await latest(barcode)).reason).toMatch(/^The BMC at .* does not take the credentials/)
    expect((await lab.hardware.machine(barcode)).powerState).toBe('On')
  })

  it('does not switch off a server whose BMC is at work still, and says why', async () => {
    const order = await allocatedOrder(lab.world.db, 1, { hardware: lab.hardware })
    const [[serverId = 0], [barcode = '']] = [order.serverIds, order.barcodes]
    const machine = await lab.hardware.machine(barcode)
    await handlePower(lab.jobs.runner, { serverId, action: 'on', requestedBy: 'Olga' })
    lab.hardware.setPace(60_000)
    machine.startUpdate(0, '9.9')
    lab.hardware.setPace(20)
    for (const action of ['off', 'reset'] as const) {
      await handlePower(lab.jobs.runner, { serverId, action, requestedBy: 'Olga' })
      expect((await latest(barcode)).reason).toMatch(/it is at work on a task/)
    }
    expect(machine.powerState).toBe('On')
    expect(machine.log.filter(({ what }) => what.startsWith('reset'))).toHaveLength(1)
  })

  it('that reaches the worker when a wipe has begun is not carried out, and says why', async () => {
    const { jobId, serverId, barcode } = await waitingJob()
    await claimJob(lab.world.ctx, { jobId, owner: 'somebody', leaseMs: 60_000 })
    // As a wipe finds it: its server is in service still.
    await lab.world.db.server.update({ where: { id: serverId }, data: { state: 'IN_SERVICE' } })
    await handlePower(lab.jobs.runner, { serverId, action: 'off', requestedBy: 'Olga' })
    expect((await latest(barcode)).reason).toMatch(/a job or another command is at it\.$/)
    expect((await lab.hardware.machine(barcode)).log).toEqual([])
  })
})
