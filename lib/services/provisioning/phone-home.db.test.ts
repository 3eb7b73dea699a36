import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '../../domain/errors'
import { type TestWorld, testWorld } from '../../testing/context'
import { allocatedOrder } from '../../testing/factories/provisioning'
import { type JobRunner, jobRunner } from '../../testing/job-runner'
import { type SimulatedHardware, simulatedHardware } from '../../testing/simulated-hardware'
import { getJob } from './get-job'
import { listJobs } from './list-jobs'
import { phoneHome } from './phone-home'
import { phoneHomeToken } from './phone-home-token'
import { provisionOrder } from './provision-order'
import { retryJob } from './retry-job'

let world: TestWorld
/** With time for whoever calls. */
let jobs: JobRunner
/** For whom nobody calls: the 90 minutes that are waited pass in 3.6 s. */
let hurried: JobRunner
let hardware: SimulatedHardware
/** What installed images call: the product's address, with nothing behind it but the service. */
let home: Server
let called: string[] = []
beforeAll(async () => {
  world = await testWorld()
  hardware = await simulatedHardware(world.url, 10)
  jobs = jobRunner(world)
  hurried = jobRunner(world, { minuteMs: 40 })
  home = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://home')
    called.push(pathname)
    const id = pathname.split('/').at(-2) ?? ''
    const status = await phoneHome(world.ctx, { id, token: searchParams.get('token') ?? '' }).then(
      () => 200,
      (error: unknown) => (error instanceof AppError ? 409 : 500),
    )
    response.writeHead(status).end()
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => home.once('listening', resolve))
  process.env.NEXTAUTH_URL = `http://127.0.0.1:${(home.address() as AddressInfo).port}`
})
afterAll(async () => {
  await Promise.all([jobs.close(), hurried.close()])
  await hardware.close()
  home.close()
  await world.close()
})

/** An order whose image is told where home is, under the name that the simulated images listen to, or another. */
async function orderCallingHome(parameter: string) {
  const order = await allocatedOrder(world.db, 1, { hardware })
  await world.db.order.update({
    where: { id: order.id },
    data: { image: { update: { address: `http://images.example/debian-13.iso?${parameter}={phoneHome}` } } },
  })
  await provisionOrder(world.ctx, order)
  const [job] = (await listJobs(world.ctx, { limit: 1, order: [order.number] })).items
  if (job === undefined) throw new Error('There is no job')
  return { ...order, job: job.id, barcode: order.barcodes[0] ?? '' }
}

describe('an image that is told how', () => {
  it('phones home, once, and only then is its server handed over', async () => {
    called = []
    const { job, barcode } = await orderCallingHome('phone-home')
    await jobs.drain()
    expect(called).toEqual([`/api/v1/provision-jobs/${job}/phone-home`])
    const ended = await getJob(world.ctx, { id: job })
    expect(ended).toMatchObject({ status: 'SUCCESS' })
    expect(ended.steps[5]?.detail).toMatchObject({ power: 'on', phonedHome: expect.any(String) })
    const { log, media } = await hardware.machine(barcode)
    expect(log.map(({ what }) => what)).toContain('phoned home: status 200')
    expect(media.image).toBeNull()
    // What the simulator and the job keep of it names no token.
    expect(JSON.stringify([log, ended])).not.toContain(phoneHomeToken({ jobId: job, attempt: 1 }))
  })

  it('and does not: the job ends in words, nothing is left in its server, and a retry installs nothing anew', async () => {
    const { job, barcode } = await orderCallingHome('somewhere-else')
    await hurried.drain()
    const failed = await getJob(world.ctx, { id: job })
    expect(failed.lastError).toMatch(/^Waiting for .*-debian to phone home: not done after 90 minutes\.$/)
    const machine = await hardware.machine(barcode)
    expect([machine.media.image, machine.boot.enabled]).toEqual([null, 'Disabled'])
    // Late, with the token of the try that started it: the next try finds it.
    const token = phoneHomeToken({ jobId: job, attempt: 1 })
    expect(await phoneHome(world.ctx, { id: job, token })).toEqual({ job })
    await retryJob(world.ctx, { id: job })
    await jobs.drain()
    expect(await getJob(world.ctx, { id: job })).toMatchObject({ status: 'SUCCESS', attempt: 2 })
    const installed = await hardware.effects([barcode])
    expect(installed.filter(({ what }) => what.startsWith('installed'))).toHaveLength(1)
  })

  it('is believed by the token of its own job and try only, and once', async () => {
    const { job } = await orderCallingHome('somewhere-else')
    await hurried.drain()
    const tell = (token: string, id = job) => phoneHome(world.ctx, { id, token })
    const stranger = { code: 'unauthenticated' }
    await expect(tell(phoneHomeToken({ jobId: job, attempt: 2 }))).rejects.toMatchObject(stranger)
    await expect(tell('')).rejects.toMatchObject(stranger)
    const nobody = crypto.randomUUID()
    await expect(tell(phoneHomeToken({ jobId: nobody, attempt: 1 }), nobody)).rejects.toMatchObject(stranger)
    const right = phoneHomeToken({ jobId: job, attempt: 1 })
    const together = await Promise.allSettled([tell(right), tell(right), tell(right)])
    expect(together.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await expect(tell(right)).rejects.toMatchObject({ code: 'conflict' })
  })
})
