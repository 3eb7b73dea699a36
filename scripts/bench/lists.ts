/**
 * Lists of a million servers: each filter, order and search, as the service answers it (with the count that the page shows), and
 * over HTTP with eight clients. The world is that of the test that explains the same queries.
 */
import { createDb } from '../../lib/db/client'
import { SERVER_SORTS, type ServerSort } from '../../lib/domain/server-sort'
import { listServers } from '../../lib/services/inventory/list-servers'
import type { ServerFilter } from '../../lib/services/inventory/server-filter'
import { fillServers, SERVER_FILTERS } from '../../lib/testing/many-servers'
import { benchContext } from './bench-context'
import { type Caller, drive, expecting, makeCaller, percentile } from './load'
import { measure } from './measure'
import { startWebApplication } from './web-application'

const CLIENTS = 8
const ASKED = { database: 50, http: 200 }

interface Case {
  name: string
  filter: ServerFilter
  sort: ServerSort
}

/** Each filter in the order that the list opens in and by its last change, and each order of all. */
const CASES: readonly Case[] = [
  ...Object.entries(SERVER_FILTERS).flatMap(([name, filter]) =>
    (['barcode', '-updatedAt', 'place'] as const).map((sort) => ({ name, filter, sort })),
  ),
  ...SERVER_SORTS.map((sort) => ({ name: 'all', filter: {}, sort })),
]

export async function benchLists(
  makeDatabase: (name: string) => Promise<string>,
  size: { servers: number; rounds: number; http: boolean },
): Promise<void> {
  const url = await makeDatabase('lists')
  const from = performance.now()
  await fillServers(url, size.servers)
  const seconds = ((performance.now() - from) / 1000).toFixed(0)
  console.log(
    `\nLists of ${size.servers} servers, filled in ${seconds} s; p95 asked: ${ASKED.database} and ${ASKED.http} ms`,
  )
  await inDatabase(url, size.rounds)
  if (size.http) await overHttp(url, size.rounds)
}

async function inDatabase(url: string, rounds: number): Promise<void> {
  const db = createDb(url, { max: 4 })
  const ctx = benchContext(db)
  try {
    for (const { name, filter, sort } of CASES) {
      let cursor: string | undefined
      const ask = async (at?: string) =>
        (await listServers(ctx, { ...filter, sort, limit: 50, counted: 'true', cursor: at })).nextCursor
      const first = await measure(rounds, { work: () => ask() }, 2)
      cursor = await ask()
      const next = cursor === undefined ? null : await measure(rounds, { work: () => ask(cursor) }, 2)
      print(`${name}, by ${sort}`, first.p50, first.p95, ASKED.database)
      if (next !== null) print(`${name}, by ${sort}, page 2`, next.p50, next.p95, ASKED.database)
    }
  } finally {
    await db.$disconnect()
  }
}

async function overHttp(url: string, rounds: number): Promise<void> {
  const { base, web, tokenOf } = await startWebApplication(url)
  const callers: Caller[] = []
  try {
    const token = await tokenOf('ADMIN')
    callers.push(...Array.from({ length: CLIENTS }, () => makeCaller(`${base}/api/v1`, token)))
    console.log(`\nover HTTP, ${CLIENTS} clients`)
    for (const { name, filter, sort } of CASES) {
      const path = `/servers?${queryOf(filter, sort)}`
      const ask = async (caller: Caller) => expecting(await caller.call('GET', path), 200).ms
      await drive(callers, CLIENTS, ask)
      const { times } = await drive(callers, rounds * CLIENTS, ask)
      print(`${name}, by ${sort}`, percentile(times, 0.5), percentile(times, 0.95), ASKED.http)
    }
  } finally {
    for (const caller of callers) caller.close()
    await web.stop()
  }
}

function queryOf(filter: ServerFilter, sort: ServerSort): string {
  const search = new URLSearchParams({ sort, counted: 'true' })
  for (const [name, value] of Object.entries(filter))
    for (const one of Array.isArray(value) ? value : [value]) search.append(name, String(one))
  return search.toString()
}

function print(what: string, p50: number, p95: number, asked: number): void {
  const verdict = p95 <= asked ? '' : `   over ${asked}`
  console.log(`  ${what.padEnd(52)}${p50.toFixed(1).padStart(9)}${p95.toFixed(1).padStart(9)}${verdict}`)
}
