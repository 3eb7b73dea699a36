import type { PrismaPg } from '@prisma/adapter-pg'
import { withPassed } from './passed-by'

type Adapter = Awaited<ReturnType<PrismaPg['connect']>>

/**
 * A connection runs one statement after another, and its driver will soon refuse a second before the first is answered. Prisma
 * reads the relations of what it found side by side, within a transaction too: there, each waits its turn. Each statement is
 * given what was passed by Prisma for it.
 */
export function oneAtATime(factory: PrismaPg): PrismaPg {
  const connect = factory.connect.bind(factory)
  factory.connect = async () => {
    const adapter = await connect()
    const start = adapter.startTransaction.bind(adapter)
    adapter.startTransaction = async (isolation) => sending(await start(isolation), inTurn())
    return sending(adapter, (run) => run())
  }
  return factory
}

type Turn = <T>(run: () => Promise<T>) => Promise<T>

function sending<Sender extends Pick<Adapter, 'queryRaw' | 'executeRaw'>>(sender: Sender, turn: Turn): Sender {
  const [query, execute] = [sender.queryRaw.bind(sender), sender.executeRaw.bind(sender)]
  sender.queryRaw = (asked) => turn(() => query(withPassed(asked)))
  sender.executeRaw = (asked) => turn(() => execute(withPassed(asked)))
  return sender
}

function inTurn(): Turn {
  let last: Promise<unknown> = Promise.resolve()
  return (run) => {
    // Whoever sent the one before hears of its failure; who comes after only waits for its end.
    const mine = last.then(run, run)
    last = mine
    return mine
  }
}
