/** `tsx lib/testing/decide-cases.ts COUNT`: the decisions on the fixed cases as JSON, so that a test can compare processes. */
import { decideCase, fixedCases } from './factories/planning-cases'

const decisions = await Promise.all(fixedCases(Number(process.argv[2])).map(decideCase))
console.log(JSON.stringify(decisions))
