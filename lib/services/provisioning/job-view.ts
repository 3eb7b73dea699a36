import type { JobView } from '../../contracts/provisioning/job'
import type { Prisma } from '../../db/generated/client'

export const jobSelect = {
  id: true,
  kind: true,
  status: true,
  attempt: true,
  lastError: true,
  waitingFor: true,
  cancelRequestedAt: true,
  leaseOwner: true,
  createdAt: true,
  startedAt: true,
  finishedAt: true,
  order: { select: { number: true } },
  server: { select: { barcode: true, datacenterId: true, model: { select: { slug: true } } } },
  steps: {
    select: {
      position: true,
      name: true,
      status: true,
      startedAt: true,
      finishedAt: true,
      detail: true,
      error: true,
    },
    orderBy: { position: 'asc' },
  },
  hops: {
    select: {
      component: true,
      from: true,
      to: true,
      minutes: true,
      status: true,
      startedAt: true,
      finishedAt: true,
      error: true,
    },
    orderBy: { position: 'asc' },
  },
} as const satisfies Prisma.ProvisionJobSelect

export type JobRow = Prisma.ProvisionJobGetPayload<{ select: typeof jobSelect }>

export function toJobView(row: JobRow): JobView {
  return {
    id: row.id,
    kind: row.kind,
    order: row.order.number,
    server: row.server.barcode,
    ...(row.server.model === null ? {} : { model: row.server.model.slug }),
    status: row.status,
    attempt: row.attempt,
    ...(row.lastError === null ? {} : { lastError: row.lastError }),
    ...(row.waitingFor === null ? {} : { waitingFor: row.waitingFor }),
    cancelRequested: row.cancelRequestedAt !== null,
    ...(row.leaseOwner === null ? {} : { worker: row.leaseOwner }),
    steps: row.steps.map(({ position, name, status, detail, error, ...times }) => ({
      position,
      name,
      status,
      ...spanOf(times),
      ...(isObject(detail) ? { detail } : {}),
      ...(error === null ? {} : { error }),
    })),
    hops: row.hops.map(({ component, from, to, minutes, status, error, ...times }) => ({
      component,
      from,
      to,
      ...(minutes === null ? {} : { minutes }),
      status,
      ...spanOf(times),
      ...(error === null ? {} : { error }),
    })),
    createdAt: row.createdAt.toISOString(),
    ...spanOf(row),
  }
}

function spanOf(times: { startedAt: Date | null; finishedAt: Date | null }): {
  startedAt?: string
  finishedAt?: string
} {
  return {
    ...(times.startedAt === null ? {} : { startedAt: times.startedAt.toISOString() }),
    ...(times.finishedAt === null ? {} : { finishedAt: times.finishedAt.toISOString() }),
  }
}

function isObject(value: Prisma.JsonValue): value is Prisma.JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
