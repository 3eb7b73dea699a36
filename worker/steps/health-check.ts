import { done, failBecause } from '@/lib/domain/provisioning/steps'
import type { StepFunction } from './step-function'

export const healthCheck: StepFunction = async ({ driver, bmc, deadline }) => {
  const problems = await driver.readProblems(bmc, deadline)
  return problems.length === 0 ? done({ health: 'OK' }) : failBecause(problems.join(' '), { problems })
}
