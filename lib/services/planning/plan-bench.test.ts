import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { demandIn, readInstance, supplyIn } from '../../../scripts/bench/plan-instance'
import { DEFAULT_WEIGHTS } from '../../domain/planning/composite-score'
import { type Decision, decide } from '../../domain/planning/decide'
import { rackRulesOf } from '../../domain/planning/rack-rules'
import { closeHighs, solveWithHighs } from './highs-solver'

const INSTANCES = '../shared/planning/instances'
const answer = z.object({ status: z.enum(['optimal', 'infeasible']), value: z.int().nullable() })
const known = z.object({
  optimum: z.object({
    fewest_servers: answer,
    least_cost: answer,
    spread_fewest_servers: answer,
    spread_least_cost: answer,
  }),
})

afterAll(closeHighs)

// Not part of the repository: 1,000 to 100,000 servers with optima that other solvers confirmed.
describe.skipIf(!existsSync(INSTANCES))('on the benchmark (skipped where it is not beside the repository)', () => {
  const files = existsSync(INSTANCES) ? readdirSync(INSTANCES) : []
  test.for(files)('%s: the proven optimum of every objective, with and without a share per rack', async (file) => {
    const instance = readInstance(join(INSTANCES, file))
    const { optimum } = known.parse(JSON.parse(readFileSync(join(INSTANCES, file), 'utf8')))
    const share = instance.spread.max_percent_per_rack
    expect(outcome(await plan(instance, 'fewest-servers'))).toEqual(wanted(optimum.fewest_servers))
    expect(outcome(await plan(instance, 'lowest-cost'))).toEqual(wanted(optimum.least_cost))
    expect(outcome(await plan(instance, 'fewest-servers', share))).toEqual(wanted(optimum.spread_fewest_servers))
    expect(outcome(await plan(instance, 'lowest-cost', share))).toEqual(wanted(optimum.spread_least_cost))
  })
})

function plan(instance: ReturnType<typeof readInstance>, objective: 'fewest-servers' | 'lowest-cost', share?: number) {
  const demand = demandIn(instance)
  const rules = rackRulesOf(share === undefined ? {} : { maxSharePerRack: share }, demand)
  return decide(
    { supply: supplyIn(instance), demand, objective, rules, weights: DEFAULT_WEIGHTS },
    { mip: solveWithHighs },
  )
}

function outcome(decision: Decision) {
  if (decision.kind === 'infeasible') return { value: null, proven: decision.proven }
  const [first] = decision.settled
  return { value: first?.value, proven: first?.value === first?.bound }
}

function wanted({ value }: z.output<typeof answer>) {
  return { value, proven: true }
}
