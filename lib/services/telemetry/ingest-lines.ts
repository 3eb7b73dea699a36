import type { IngestView } from '../../contracts/telemetry/event'
import type { Ctx } from '../../db/context'
import { invalid } from '../../domain/errors'
import { ingestEvents } from './ingest-events'
import { IngestSums } from './ingest-sums'

const BATCH = 1_000

/**
 * Takes events line by line, as they come: any number of them, a batch in memory at a time, each batch in a transaction of
 * its own. What came before the lines break off is kept; sent again, it is told by its hashes.
 */
export async function ingestLines(ctx: Ctx, input: { lines: AsyncIterable<string> }): Promise<IngestView> {
  const sums = new IngestSums()
  const batch: unknown[] = []
  let taken = 0
  const keep = async () => {
    if (batch.length === 0) return
    const before = taken
    taken += batch.length
    sums.add(await ingestEvents(ctx, { events: batch.splice(0) }), (index) => before + index)
  }
  const lines = input.lines[Symbol.asyncIterator]()
  for (let next = await nextOr(lines, keep); !next.done; next = await nextOr(lines, keep)) {
    batch.push(eventOf(next.value))
    if (batch.length === BATCH) await keep()
  }
  await keep()
  if (taken === 0) throw invalid({ path: '', message: 'There is no event in it' })
  return sums.answer()
}

/** The next line; where they break off, what came is kept first. */
async function nextOr(lines: AsyncIterator<string>, keep: () => Promise<void>): Promise<IteratorResult<string>> {
  try {
    return await lines.next()
  } catch (error) {
    await keep()
    throw error
  }
}

/** A line that is no JSON stays as its text, which is rejected by its index. */
function eventOf(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return line
  }
}
