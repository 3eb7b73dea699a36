import { randomUUID } from 'node:crypto'

interface Passing {
  /** Begins the name of each. Known to this process alone: no value that somebody sent begins like this. */
  prefix: string
  count: number
  values: Map<string, Buffer>
}

/** One for the process, as its database is (see process): the build gives pages and routes a copy each of this module. */
const holder = globalThis as typeof globalThis & { haasPassing?: Passing }
const passing = (): Passing => {
  holder.haasPassing ??= { prefix: `${randomUUID()} `, count: 0, values: new Map() }
  return holder.haasPassing
}

/**
 * Large values of a statement that pass Prisma by: it writes all values as one JSON text and reads that again, bytes as base64,
 * which for a batch of events costs as much as reading the request does. It is given a name for each, and the connection the
 * values.
 * @param send sends the statement with the names as its parameters; the values are let go when it was answered
 */
export async function passedBy<Values extends readonly Buffer[], Answer>(
  values: Values,
  send: (names: { readonly [At in keyof Values]: string }) => PromiseLike<Answer>,
): Promise<Answer> {
  const kept = passing()
  const names = values.map((value) => {
    const name = `${kept.prefix}${kept.count++}`
    kept.values.set(name, value)
    return name
  })
  try {
    return await send(names as { [At in keyof Values]: string })
  } finally {
    for (const name of names) kept.values.delete(name)
  }
}

/** A statement with the values that were named among its arguments. */
export function withPassed<Asked extends { args: unknown[] }>(asked: Asked): Asked {
  const { prefix, values } = passing()
  const args = asked.args.map((arg) => {
    if (typeof arg !== 'string' || !arg.startsWith(prefix)) return arg
    const value = values.get(arg)
    if (value === undefined) throw new Error('a value was let go before the statement that it is for')
    return value
  })
  return { ...asked, args }
}
