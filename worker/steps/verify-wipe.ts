import { z } from 'zod'
import { done, failBecause } from '@/lib/domain/provisioning/steps'
import type { StepFunction } from './step-function'

const wiped = z.object({ erased: z.array(z.string()) })

/** Is there no disk in it but those that said that they are erased? Then it is switched off. */
export const verifyWipe: StepFunction = async (run) => {
  const erased = new Set(run.job.steps.flatMap(({ detail }) => wiped.safeParse(detail).data?.erased ?? []))
  const { disks } = await run.driver.readInventory(run.bmc, run.deadline)
  const left = (disks ?? []).filter(({ name }) => !erased.has(name)).map(({ name }) => name)
  if (left.length > 0) return failBecause(`Not erased: ${left.join(', ')}.`)
  await run.driver.setPower(run.bmc, 'off', run.deadline)
  return done({ erased: [...erased], power: 'off' })
}
