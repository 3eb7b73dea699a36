import type { Ctx } from '../../db/context'
import { notFound } from '../../domain/errors'
import { type FirmwareHop, firmwarePlan, minutesOf } from '../../domain/firmware/firmware-plan'
import { sameComponent } from '../../domain/firmware/upgrade-graph'
import { sameVersion } from '../../domain/firmware/version-compare'
import { authorize } from '../access/authorize'

export interface FirmwarePreview {
  /** Each component that the server is known to have or its model wants. */
  components: { component: string; current?: string; target?: string; atTarget: boolean }[]
  /** The flashes in order; hops of one group are flashed together. Empty when there is nothing to do, or no way. */
  hops: FirmwareHop[]
  /** The whole chain's estimate; absent where a hop has none. */
  minutes?: number
  /** Why there is no way, in the words that a job's lastError would have. */
  problem?: string
}

/** What the firmware step would do to a server, from what is recorded of it. The step itself reads the BMC again. */
export async function previewFirmware(ctx: Ctx, input: { barcode: string }): Promise<FirmwarePreview> {
  const server = await ctx.db.server.findUnique({
    where: { barcode: input.barcode },
    select: {
      datacenterId: true,
      firmware: { select: { component: true, version: true }, orderBy: { component: 'asc' } },
      model: { select: { targets: { orderBy: { component: 'asc' } }, paths: true } },
    },
  })
  if (server === null) throw notFound('server', input.barcode)
  authorize(ctx, 'provisioning.read', server.datacenterId)
  const targets = server.model?.targets ?? []
  const current = server.firmware
  const names = [
    ...targets.map(({ component }) => component),
    ...current
      .filter((has) => !targets.some((wants) => sameComponent(wants.component, has.component)))
      .map((has) => has.component),
  ]
  const components = names.map((component) => {
    const has = current.find((entry) => sameComponent(entry.component, component))?.version
    const wants = targets.find((entry) => sameComponent(entry.component, component))?.version
    return {
      component,
      ...(has === undefined ? {} : { current: has }),
      ...(wants === undefined ? {} : { target: wants }),
      atTarget: wants === undefined || (has !== undefined && sameVersion(has, wants)),
    }
  })
  // A component that was never read is left to the step, which reads it first.
  const known = targets.filter((wants) => current.some((has) => sameComponent(has.component, wants.component)))
  const plan = firmwarePlan(current, known, server.model?.paths ?? [])
  if (!plan.ok) return { components, hops: [], problem: plan.words }
  const minutes = minutesOf(plan.hops)
  return { components, hops: plan.hops, ...(minutes === null ? {} : { minutes }) }
}
