import type { PrismaPg } from '@prisma/adapter-pg'
import { withPassed } from './passed-by'

type Adapter = Awaited<ReturnType<PrismaPg['connect']>>
type Transaction = Awaited<ReturnType<Adapter['startTransaction']>>

/**
 * A connection runs one statement after another, and its driver will soon refuse a second before the first is answered. Prisma
 * reads the relations of what it found side by side, within a transaction too: there, each waits its turn.
 */
export function oneAtATime(factory: PrismaPg): PrismaPg {
  const connect = factory.connect.bind(factory)
  factory.connect = async () => {
    const adapter = await connect()
    const start = adapter.startTransaction.bind(adapter)
    adapter.startTransaction = async (isolation) => inTurn(await start(isolation))
    return adapter
  }
  return factory
}

function inTurn(transaction: Transaction): Transaction {
  let last: Promise<unknown> = Promise.resolve()
  const after = <T>(run: () => Promise<T>): Promise<T> => {
    // Whoever sent the one before hears of its failure; who comes after only waits for its end.
    const mine = last.then(run, run)
    last = mine
    return mine
  }
  const [query, execute] = [transaction.queryRaw.bind(transaction), transaction.executeRaw.bind(transaction)]
  transaction.queryRaw = (asked) => after(() => query(withPassed(asked)))
  transaction.executeRaw = (asked) => after(() => execute(withPassed(asked)))
  return transaction
}
