import { AppError } from '../../domain/errors'

interface Turn {
  /** Somebody asked anew and wants this answer no more. */
  superseded: boolean
}

/** The newest question of each actor, and the end of the line. */
const newest = new Map<string, Turn>()
let line: Promise<unknown> = Promise.resolve()

/**
 * Runs one dry run at a time in this process, so that the memory and the database that they take have a bound. Who asks
 * again, as one does while typing, takes the place of their own last question, which ends at its next look at `stop`.
 */
export async function oneDryRun<T>(actor: string, run: (stop: () => void) => Promise<T>): Promise<T> {
  const turn: Turn = { superseded: false }
  const before = newest.get(actor)
  if (before !== undefined) before.superseded = true
  newest.set(actor, turn)
  const stop = () => {
    if (turn.superseded)
      throw new AppError('rate-limited', 'A newer dry run of yours took the place of this one.', {
        details: { retryAfter: 1 },
      })
  }
  const mine = line.then(() => {
    stop()
    return run(stop)
  })
  // Who stands behind waits for the end, whatever it is; the caller has the failure.
  line = mine.then(
    () => undefined,
    () => undefined,
  )
  try {
    return await mine
  } finally {
    if (newest.get(actor) === turn) newest.delete(actor)
  }
}
