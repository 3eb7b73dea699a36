import type { Ctx } from '../../db/context'
import type { Prisma } from '../../db/generated/client'
import type { JobKind } from '../../domain/job-state'
import type { StepState } from '../../domain/step-state'

interface StepWork {
  position: number
  status: StepState
  intent: Prisma.JsonValue
  task: string | null
  startedAt: Date | null
  detail: Prisma.JsonValue
}

interface HopWork {
  position: number
  component: string
  from: string
  to: string
  minutes: number | null
  group: number
  reboot: boolean
  address: string | null
  status: StepState
  intent: Prisma.JsonValue
  task: string | null
  startedAt: Date | null
  flashedAt: Date | null
  restart: string | null
}

/** Where a job stands, as a worker needs it: BMC credentials included, so it never leaves the worker. */
export interface JobWork {
  id: string
  kind: JobKind
  attempt: number
  waitingFor: string | null
  cancelRequestedAt: Date | null
  firmwarePlan: Prisma.JsonValue
  bootDirty: boolean
  phonedHomeAt: Date | null
  steps: StepWork[]
  hops: HopWork[]
  order: {
    boot: 'media' | 'network'
    image: { slug: string; address: string | null; sha256: string | null } | null
  }
  server: {
    barcode: string
    serial: string | null
    bmcDriver: 'simulated' | 'redfish' | null
    bmcAddress: string | null
    bmcUsername: string | null
    bmcPassword: string | null
    bmcTls: Prisma.JsonValue
    model: { slug: string; model: string; cpuCores: number | null; ramGb: number | null; nvmeGb: number | null } | null
  }
}

/** As JSON brings it: times in milliseconds since 1970. */
type InJson<T> = { [K in keyof T]: T[K] extends Date | null ? number | null : T[K] }
type Row = Omit<JobWork, 'steps' | 'hops'> & { steps: InJson<StepWork>[]; hops: InJson<HopWork>[] }

/** In one statement, as a worker reads it again before all that it does. */
export async function readJobWork(ctx: Ctx, input: { jobId: string }): Promise<JobWork> {
  const rows = await ctx.db.$queryRaw<Row[]>`
    SELECT j.id::text AS id, j.kind::text AS kind, j.attempt, j.waiting_for AS "waitingFor",
      j.cancel_requested_at AS "cancelRequestedAt", j.firmware_plan AS "firmwarePlan", j.boot_dirty AS "bootDirty",
      j.phoned_home_at AS "phonedHomeAt",
      (SELECT jsonb_agg(jsonb_build_object('position', s.position, 'status', s.status, 'intent', s.intent, 'task', s.task,
          'startedAt', extract(epoch FROM s.started_at) * 1000, 'detail', s.detail) ORDER BY s.position)
        FROM provision_steps s WHERE s.job_id = j.id) AS steps,
      (SELECT COALESCE(jsonb_agg(jsonb_build_object('position', h.position, 'component', h.component, 'from', h."from",
          'to', h."to", 'minutes', h.minutes, 'group', h."group", 'reboot', h.reboot, 'address', h.address,
          'status', h.status, 'intent', h.intent, 'task', h.task, 'restart', h.restart,
          'startedAt', extract(epoch FROM h.started_at) * 1000, 'flashedAt', extract(epoch FROM h.flashed_at) * 1000)
          ORDER BY h.position), '[]')
        FROM firmware_hops h WHERE h.job_id = j.id) AS hops,
      jsonb_build_object('boot', o.boot, 'image', CASE WHEN i.id IS NOT NULL THEN
        jsonb_build_object('slug', i.slug, 'address', i.address, 'sha256', i.sha256) END) AS "order",
      jsonb_build_object('barcode', v.barcode, 'serial', v.serial, 'bmcDriver', v.bmc_driver, 'bmcAddress', v.bmc_address,
        'bmcUsername', v.bmc_username, 'bmcPassword', v.bmc_password, 'bmcTls', v.bmc_tls,
        'model', CASE WHEN m.id IS NOT NULL THEN jsonb_build_object('slug', m.slug, 'model', m.model,
          'cpuCores', m.cpu_cores, 'ramGb', m.ram_gb, 'nvmeGb', m.nvme_gb) END) AS server
    FROM provision_jobs j JOIN orders o ON o.id = j.order_id LEFT JOIN images i ON i.id = o.image_id
      JOIN servers v ON v.id = j.server_id LEFT JOIN server_models m ON m.id = v.model_id
    WHERE j.id = ${input.jobId}::uuid`
  const [row] = rows
  if (row === undefined) throw new Error(`Job ${input.jobId} is not there any more`)
  return {
    ...row,
    steps: row.steps.map((step) => ({ ...step, startedAt: dateOf(step.startedAt) })),
    hops: row.hops.map((hop) => ({ ...hop, startedAt: dateOf(hop.startedAt), flashedAt: dateOf(hop.flashedAt) })),
  }
}

function dateOf(ms: number | null): Date | null {
  return ms === null ? null : new Date(ms)
}
