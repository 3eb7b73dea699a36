import { randomUUID } from 'node:crypto'

const passing = new Map<string, Buffer>()
/** Known to this process alone: no value that somebody sent begins like this. */
const NAME = `${randomUUID()} `
let count = 0

interface Passed extends Disposable {
  /** Stands for the value among a statement's parameters. */
  name: string
}

/**
 * A large value that passes Prisma by, for statements of transactions: Prisma writes all values as one JSON text and reads that
 * again, bytes as base64, which for a batch of events costs as much as reading the request does. It is given a name, and the
 * connection the value. To be held with `using` until the statement was answered.
 */
export function passedBy(value: Buffer): Passed {
  const name = `${NAME}${count++}`
  passing.set(name, value)
  return { name, [Symbol.dispose]: () => void passing.delete(name) }
}

/** A statement with the values that were named among its arguments. */
export function withPassed<Asked extends { args: unknown[] }>(asked: Asked): Asked {
  const args = asked.args.map((arg) =>
    typeof arg === 'string' && arg.startsWith(NAME) ? (passing.get(arg) ?? arg) : arg,
  )
  return { ...asked, args }
}
