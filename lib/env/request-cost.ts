import { AsyncLocalStorage } from 'node:async_hooks'

/** What an HTTP request has asked of the database so far, with the transactions' own BEGIN and COMMIT. */
export interface RequestCost {
  statements: number
}

// The web server and each module graph that Next loads have this file of their own: the process has one store all the same.
const holder = globalThis as typeof globalThis & { haasRequestCost?: AsyncLocalStorage<RequestCost> }
function store(): AsyncLocalStorage<RequestCost> {
  holder.haasRequestCost ??= new AsyncLocalStorage()
  return holder.haasRequestCost
}

/** Runs `answer` as one request: what it and all that it begins send to the database is counted in `cost`. */
export function asOneRequest<T>(cost: RequestCost, answer: () => T): T {
  return store().run(cost, answer)
}

/** What the request that this runs for has cost so far; undefined outside of one, as in the worker. */
export function requestCost(): RequestCost | undefined {
  return store().getStore()
}

/** Said by the database's client for each statement that it sends. */
export function countStatement(): void {
  const cost = requestCost()
  if (cost !== undefined) cost.statements += 1
}
