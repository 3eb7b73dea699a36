import { invalid } from '../../domain/errors'
import { factNamesOf } from '../../domain/tickets/facts-of'
import { type PartFacts, readFacts } from '../../domain/tickets/part-facts'

/** The facts of a part, for its column; 400 `validation` at the first that its kind does not have. */
export function checkedFacts(kind: string, given: object): PartFacts {
  const facts = readFacts(given)
  const known: readonly string[] = factNamesOf(kind)
  const wrong = Object.keys(facts).filter((name) => !known.includes(name))
  if (wrong.length > 0)
    throw invalid(wrong.map((name) => ({ path: `facts.${name}`, message: `A part of kind ${kind} has none` })))
  return facts
}
