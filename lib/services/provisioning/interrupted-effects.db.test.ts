import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { HardwareDriver } from '@/worker/hardware-driver'
import { type Runner, runJob } from '@/worker/run-job'
import { aroundCalls } from '../../testing/around-calls'
import { allocatedOrder } from '../../testing/factories/provisioning'
import { type ProvisioningLab, provisioningLab } from '../../testing/provisioning-lab'
import { until } from '../../testing/worker-process'
import { provisionOrder } from './provision-order'
import { releaseOrder } from './release-order'
import { LeaseLost } from './under-lease'

let lab: ProvisioningLab
beforeAll(async () => {
  lab = await provisioningLab({ paceMs: 20, timing: { leaseMs: 1_000, beatMs: 300, callMs: 600, settleMs: 300 } })
})
afterAll(() => lab.close())

const WHOLE_LIFE = [
  'flash BIOS 1.0.0 to 1.2.0 begins',
  'flash BIOS 1.2.0 to 1.5.4 begins',
  'flash BMC 2.0 to 2.2 begins',
  'disc in: http://images.example/debian-13.iso',
  'installed http://images.example/debian-13.iso',
  'erase NVMe SSD in bay 0 begins',
  'erase NVMe SSD in bay 1 begins',
]

/** What changes something on the hardware, and how often it is called before the call at which the worker dies. */
const CALLS: [keyof HardwareDriver, number][] = [
  ['startFlash', 0],
  ['startFlash', 1],
  ['setBoot', 0],
  ['setBoot', 1],
  ['setPower', 0],
  ['restoreBoot', 0],
  ['startErase', 0],
  ['startErase', 1],
]
const moments = CALLS.flatMap(([call, earlier]) =>
  (['before it was sent', 'before its outcome was recorded'] as const).map((moment) => ({ call, earlier, moment })),
)

describe.concurrent('a worker that dies at a call', () => {
  it.each(moments)(
    '$call ($earlier before it), $moment: the next one sees to it that all of it happens once',
    async (one) => {
      const order = await allocatedOrder(lab.world.db, 1, { hardware: lab.hardware })
      const [barcode = ''] = order.barcodes
      const mortal = dyingAt(lab.jobs.runner, one)
      await provisionOrder(lab.world.ctx, order)
      await runToEnd(mortal, order.id)
      await releaseOrder(lab.world.ctx, order)
      await runToEnd(mortal, order.id)
      expect(mortal.died()).toBe(true)
      expect(await lab.world.db.order.findUnique({ where: { id: order.id } })).toMatchObject({ status: 'RELEASED' })
      expect((await lab.hardware.effects([barcode])).map(({ what }) => what)).toEqual(WHOLE_LIFE)
      const { log, media, contents } = await lab.hardware.machine(barcode)
      expect(log.filter(({ what }) => /in the middle of a flash|two at once/.test(what))).toEqual([])
      expect([media.image, contents]).toEqual([null, [null, null]])
    },
    60_000,
  )
})

/** Runs the order's unfinished job, by the mortal until it has died, until it has ended. */
async function runToEnd(mortal: ReturnType<typeof dyingAt>, orderId: number): Promise<void> {
  await until('the job has ended', async () => {
    const job = await lab.world.db.provisionJob.findFirst({
      where: { orderId, status: { in: ['PENDING', 'RUNNING'] } },
    })
    if (job !== null) await runJob(mortal.died() ? lab.jobs.runner : mortal.runner, job.id)
    return job === null
  })
}

/** A runner that writes and says nothing more once it has come to that call. Its lease is left to run out. */
function dyingAt(runner: Runner, { call: which, earlier, moment }: (typeof moments)[number]) {
  let left = earlier
  let dead = false
  const mortal = aroundCalls(runner, async (name, call, args) => {
    const isIt = name === which && left-- === 0
    if (isIt && moment === 'before it was sent') dead = true
    // What it leaves, it leaves without a word.
    if (dead) return name === 'leave' ? call(args[0], null) : die()
    const answer = await call(...args)
    if (!isIt) return answer
    dead = true
    return die()
  })
  return { runner: { ...mortal, owner: 'mortal' }, died: () => dead }
}

function die(): never {
  throw new LeaseLost('of a worker that died')
}
