import type { Ctx } from '../../db/context'
import type { Prisma } from '../../db/generated/client'

const jobWorkSelect = {
  id: true,
  kind: true,
  attempt: true,
  waitingFor: true,
  cancelRequestedAt: true,
  firmwarePlan: true,
  bootDirty: true,
  phonedHomeAt: true,
  steps: {
    select: { position: true, status: true, intent: true, task: true, startedAt: true, detail: true },
    orderBy: { position: 'asc' },
  },
  hops: {
    select: {
      ...{ position: true, component: true, from: true, to: true, minutes: true, group: true, status: true },
      ...{ reboot: true, address: true, intent: true, task: true, startedAt: true, flashedAt: true, restart: true },
    },
    orderBy: { position: 'asc' },
  },
  order: { select: { number: true, boot: true, image: { select: { slug: true, address: true, sha256: true } } } },
  server: {
    select: {
      barcode: true,
      serial: true,
      bmcDriver: true,
      bmcAddress: true,
      bmcUsername: true,
      bmcPassword: true,
      bmcTls: true,
      model: { select: { slug: true, model: true, cpuCores: true, ramGb: true, nvmeGb: true } },
    },
  },
} as const satisfies Prisma.ProvisionJobSelect

/** Where a job stands, as a worker needs it: BMC credentials included, so it never leaves the worker. */
export type JobWork = Prisma.ProvisionJobGetPayload<{ select: typeof jobWorkSelect }>

export async function readJobWork(ctx: Ctx, input: { jobId: string }): Promise<JobWork> {
  return ctx.db.provisionJob.findUniqueOrThrow({ where: { id: input.jobId }, select: jobWorkSelect })
}
