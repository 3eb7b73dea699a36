/**
 * Each list, search and count beside a million servers and ten million events: the first page and a deep one as the service answers
 * it, and the first over HTTP with eight clients; then files. The list of servers has a part of its own (`lists.ts`).
 */
import { createDb } from '../../lib/db/client'
import type { Ctx } from '../../lib/db/context'
import { fillHistory } from '../../lib/testing/fill-history'
import { everyList } from '../../lib/testing/list-cases/every-list'
import type { ListCase } from '../../lib/testing/list-cases/list-case'
import { fillServers } from '../../lib/testing/many-servers'
import { benchContext } from './bench-context'
import { benchFiles } from './files'
import { type Caller, drive, expecting, makeCaller, percentile } from './load'
import { measure } from './measure'
import { startWebApplication } from './web-application'

const CLIENTS = 8
const ASKED = { database: 50, http: 200 }
/** A deep page lies behind so many of the longest pages. */
const DEEP = 10
const LONGEST = 200

export async function benchEveryList(
  makeDatabase: (name: string) => Promise<string>,
  size: { servers: number; events: number; rounds: number; http: boolean },
): Promise<void> {
  const url = await makeDatabase('every_list')
  const from = performance.now()
  await fillServers(url, size.servers)
  await fillHistory(url, size)
  const seconds = ((performance.now() - from) / 1000).toFixed(0)
  console.log(
    `\nEvery other list beside ${size.servers} servers and ${size.events} events, filled in ${seconds} s; p95 asked: ${ASKED.database} and ${ASKED.http} ms`,
  )
  await measureLists(url, everyList(size.servers), size)
}

export async function measureLists(
  url: string,
  cases: readonly ListCase[],
  { rounds, http }: { rounds: number; http: boolean },
): Promise<void> {
  await inDatabase(url, cases, rounds)
  if (http) await overHttp(url, cases, rounds)
}

async function inDatabase(url: string, cases: readonly ListCase[], rounds: number): Promise<void> {
  const db = createDb(url, { max: 4 })
  const ctx = benchContext(db)
  try {
    for (const one of cases) {
      print(one.name, await measure(rounds, { work: () => one.ask(ctx) }, 2), ASKED.database)
      const deep = await deepCursor(one, ctx)
      if (deep === undefined) continue
      print(`${one.name}, deep`, await measure(rounds, { work: () => one.ask(ctx, deep) }, 2), ASKED.database)
    }
  } finally {
    await db.$disconnect()
  }
}

/** Behind ten pages, or as many as there are. */
async function deepCursor(one: ListCase, ctx: Ctx): Promise<string | undefined> {
  let cursor = await one.ask(ctx)
  for (let page = 0; page < DEEP && cursor !== undefined; page++) {
    const next = await one.ask(ctx, cursor, LONGEST)
    if (next === undefined) break
    cursor = next
  }
  return cursor
}

async function overHttp(url: string, cases: readonly ListCase[], rounds: number): Promise<void> {
  const { base, web, tokenOf } = await startWebApplication(url)
  const callers: Caller[] = []
  try {
    const token = await tokenOf('ADMIN')
    callers.push(...Array.from({ length: CLIENTS }, () => makeCaller(`${base}/api/v1`, token)))
    console.log(`\nover HTTP, ${CLIENTS} clients`)
    for (const { name, path } of cases) {
      if (path === null) continue
      const ask = async (caller: Caller) => expecting(await caller.call('GET', path), 200).ms
      await drive(callers, CLIENTS, ask)
      const { times } = await drive(callers, rounds * CLIENTS, ask)
      print(name, { p50: percentile(times, 0.5), p95: percentile(times, 0.95) }, ASKED.http)
    }
    await benchFiles(base, token, CLIENTS)
  } finally {
    for (const caller of callers) caller.close()
    await web.stop()
  }
}

function print(what: string, { p50, p95 }: { p50: number; p95: number }, asked: number): void {
  const verdict = p95 <= asked ? '' : `   over ${asked}`
  console.log(`  ${what.padEnd(64)}${p50.toFixed(1).padStart(9)}${p95.toFixed(1).padStart(9)}${verdict}`)
}
