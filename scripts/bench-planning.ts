/**
 * `npm run bench:planning -- INSTANCES_DIR ANSWERS_DIR`: plans every plan-bench/1 instance through the planner that orders go
 * through, writes ANSWERS_DIR/<instance>.json for the scorer, and prints how long the first answer and the proof took.
 */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DEFAULT_WEIGHTS } from '../lib/domain/planning/composite-score'
import { type Decision, decide } from '../lib/domain/planning/decide'
import { placeInFewRacks } from '../lib/domain/planning/few-racks'
import { type Placed, rackRulesOf } from '../lib/domain/planning/rack-rules'
import { closeHighs, solveWithHighs } from '../lib/services/planning/highs-solver'
import { demandIn, type PlanInstance, readInstance, supplyIn } from './bench/plan-instance'

const [instances, answers] = process.argv.slice(2)
if (instances === undefined || answers === undefined) {
  console.error('Usage: npm run bench:planning -- INSTANCES_DIR ANSWERS_DIR')
  process.exit(2)
}

const OBJECTIVES = [
  { key: 'fewest_servers', objective: 'fewest-servers', spread: false },
  { key: 'least_cost', objective: 'lowest-cost', spread: false },
  { key: 'spread_fewest_servers', objective: 'fewest-servers', spread: true },
  { key: 'spread_least_cost', objective: 'lowest-cost', spread: true },
] as const

interface Timing {
  first: number
  proof: number
  whole: number
}

mkdirSync(answers, { recursive: true })
const files = readdirSync(instances)
  .filter((file) => file.endsWith('.json'))
  .sort()
const loaded = files.map((file) => ({ file, instance: readInstance(join(instances, file)) }))
const timings: Timing[] = []
// A server that has been running is what is measured: each instance is planned once before it counts.
for (const { instance } of loaded) await answer(instance)
for (const { file, instance } of loaded) {
  const { answered, timed } = await answer(instance)
  writeFileSync(join(answers, file), JSON.stringify(answered))
  timings.push(...timed)
}
await closeHighs()
console.log(`${loaded.length} instances, ${timings.length} answers; milliseconds`)
for (const which of ['first', 'proof', 'whole'] as const) {
  const sorted = timings.map((timing) => timing[which]).sort((a, b) => a - b)
  const at = (share: number) => (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(1)
  const name = { first: 'first answer', proof: 'proof', whole: 'all goals' }[which]
  console.log(`${name.padEnd(12)} p50 ${at(0.5).padStart(7)}  p95 ${at(0.95).padStart(7)}  max ${at(1).padStart(7)}`)
}

async function answer(instance: PlanInstance) {
  const answered: Record<string, object> = {}
  const timed: Timing[] = []
  for (const { key, objective, spread } of OBJECTIVES) {
    const supply = supplyIn(instance)
    const demand = demandIn(instance)
    const constraints = spread ? { maxSharePerRack: instance.spread.max_percent_per_rack } : {}
    const rules = rackRulesOf(constraints, demand)
    const started = performance.now()
    let first: number | undefined
    let proof: number | undefined
    const decision = await decide(
      { supply, demand, objective, rules, weights: DEFAULT_WEIGHTS },
      {
        mip: solveWithHighs,
        onFirstAnswer: () => {
          first ??= performance.now() - started
        },
        onFirstGoal: () => {
          proof ??= performance.now() - started
        },
      },
    )
    const placement =
      decision.kind === 'feasible' ? (placeInFewRacks(supply, rules, decision.placement)?.placement ?? []) : []
    const whole = performance.now() - started
    timed.push({ first: first ?? whole, proof: proof ?? whole, whole })
    answered[key] = inScorersWords(decision, placement)
  }
  return { answered, timed }
}

function inScorersWords(decision: Decision, placement: readonly Placed[]): object {
  if (decision.kind === 'infeasible') return { status: decision.proven ? 'infeasible' : 'unknown', placement: [] }
  const [goal] = decision.settled
  const proven = goal !== undefined && goal.bound === goal.value
  return {
    status: proven ? 'optimal' : 'feasible',
    placement: placement.map(({ rack, classIndex, count }) => [rack, classIndex, count]),
    claimed_bound: goal?.bound,
  }
}
