import { randomUUID } from 'node:crypto'

const passing = new Map<string, Buffer>()
/** Known to this process alone: no value that somebody sent begins like this. */
const NAME = `${randomUUID()} `
let count = 0

/**
 * Large values that pass Prisma by, for a statement of a transaction: Prisma writes all values as one JSON text and reads that
 * again, bytes as base64, which for a batch of events costs as much as reading the request does. It is given a name for each,
 * and the connection the values.
 * @param send sends the statement with the names as its parameters; the values are let go when it was answered
 */
export async function passedBy<Values extends readonly Buffer[], Answer>(
  values: Values,
  send: (names: { readonly [At in keyof Values]: string }) => PromiseLike<Answer>,
): Promise<Answer> {
  const names = values.map((value) => {
    const name = `${NAME}${count++}`
    passing.set(name, value)
    return name
  })
  try {
    return await send(names as { [At in keyof Values]: string })
  } finally {
    for (const name of names) passing.delete(name)
  }
}

/** A statement with the values that were named among its arguments. */
export function withPassed<Asked extends { args: unknown[] }>(asked: Asked): Asked {
  const args = asked.args.map((arg) =>
    typeof arg === 'string' && arg.startsWith(NAME) ? (passing.get(arg) ?? arg) : arg,
  )
  return { ...asked, args }
}
