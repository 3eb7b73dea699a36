/** What a plan over HTTP spends where, with one client: each part measured by itself, the rest named as such. */
import pg from 'pg'
import { planOrderEndpoint } from '../../lib/contracts/planning/order'
import { createDb } from '../../lib/db/client'
import { planExactly, priceLimits } from '../../lib/domain/planning/exact-planner'
import { closeHighs, solverOptions } from '../../lib/services/planning/highs-solver'
import { loadOrders } from '../../lib/services/planning/load-orders'
import { planOrder } from '../../lib/services/planning/plan-order'
import { demandOf } from '../../lib/services/planning/plan-request'
import { readQuestion } from '../../lib/services/planning/read-question'
import { benchContext } from './bench-context'
import { makeCaller } from './load'
import { measure } from './measure'

const ROUNDS = 200

export async function printStages(at: {
  url: string
  base: string
  token: string
  number: string
  servers: number
}): Promise<void> {
  const caller = makeCaller(at.base, at.token)
  const path = `/api/v1/orders/${at.number}/plan`
  const p50 = async (work: () => Promise<unknown>) => (await measure(ROUNDS, { work }, 20)).p50
  const http = await p50(() => caller.call('GET', '/healthz'))
  // Refused by its body: the caller was looked up, and nothing else was done.
  const refused = await p50(() => caller.call('POST', path, { objective: 'none' }))
  const whole = await p50(() => caller.call('POST', path, {}))
  caller.close()
  const body = planOrderEndpoint.body
  const validation = await p50(async () => body?.parse({ objective: 'fewest-servers' }))
  const { sql, statements, solver } = await insideService(at)
  const parts: [string, number][] = [
    ['HTTP', http],
    ['auth', Math.max(0, refused - http - validation)],
    ['validation', validation],
    ['solver', solver],
    [`SQL, ${statements} statements`, sql],
  ]
  const rest = whole - parts.reduce((sum, [, ms]) => sum + ms, 0)
  const words = [...parts, ['Prisma and our own code' as const, Math.max(0, rest)] as const].map(
    ([name, ms]) => `${name} ${ms.toFixed(2)}`,
  )
  console.log(`${''.padStart(10)}a plan of ten, p50 ${whole.toFixed(1)} ms: ${words.join(' · ')}`)
}

/** The same plan in this process, where the driver can be watched. */
async function insideService({ url, number }: { url: string; number: string }) {
  const db = createDb(url)
  const ctx = benchContext(db)
  const request = { objective: 'fewest-servers' as const, constraints: {}, includeWarehouse: false }
  const plan = () => planOrder(ctx, { number, ...request })
  for (let round = 0; round < 20; round++) await plan()
  const watched = watchDriver()
  for (let round = 0; round < ROUNDS; round++) await plan()
  const { ms, statements } = watched.end()
  const [order] = await loadOrders(ctx, { number })
  if (order === undefined) throw new Error(`There is no order ${number}`)
  const asked = { datacenterId: order.datacenterId, demand: demandOf(order) }
  const question = await readQuestion(ctx, asked, request)
  const { p50: solver } = await measure(ROUNDS, {
    work: async () => {
      const answer = await planExactly(question, solverOptions)
      if (answer.kind === 'feasible') await priceLimits(question, answer.goals[0]?.value ?? 0, solverOptions)
    },
  })
  await closeHighs()
  await db.$disconnect()
  return { sql: ms / ROUNDS, statements: Math.round(statements / ROUNDS), solver }
}

/** Times every statement of node-postgres from when it is sent to its answer, until `end`. */
function watchDriver(): { end(): { ms: number; statements: number } } {
  const prototype = pg.Client.prototype as { query: (...args: unknown[]) => unknown }
  const query = prototype.query
  let ms = 0
  let statements = 0
  prototype.query = function watched(this: unknown, ...args: unknown[]) {
    const from = performance.now()
    const count = () => {
      ms += performance.now() - from
      statements++
    }
    const callback = args.at(-1)
    if (typeof callback === 'function') {
      return query.apply(this, [
        ...args.slice(0, -1),
        (...answer: unknown[]) => {
          count()
          callback(...answer)
        },
      ])
    }
    const answer = query.apply(this, args)
    if (answer instanceof Promise) answer.then(count, count)
    return answer
  }
  return {
    end: () => {
      prototype.query = query
      return { ms, statements }
    },
  }
}
