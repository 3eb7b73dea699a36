import { compareDigits } from '../code'

/** Words that stand before the release they lead to; every other letter stands after it (1.2.4 < 1.2.4a). */
const BEFORE_RELEASE = new Set(['dev', 'alpha', 'beta', 'pre', 'rc'])

/**
 * Orders firmware versions as vendors write them: 2.9.3 < 2.10.2, four parts, letters ("U46 1.58", "1.2.4a"). Numbers
 * compare as numbers of any length, letters without case; separators and closing zeros do not count (2.10 = 2.10.0).
 */
export function compareVersions(a: string, b: string): number {
  const left = parts(a)
  const right = parts(b)
  const longest = Math.max(left.length, right.length)
  for (let i = 0; i < longest; i++) {
    const order = rank(left[i]) - rank(right[i]) || comparePart(left[i] ?? '', right[i] ?? '')
    if (order !== 0) return order
  }
  return 0
}

export function sameVersion(a: string, b: string): boolean {
  return compareVersions(a, b) === 0
}

const BOUND = /(>=|<=|>|<|=)\s*([^<>=,]+?)\s*(?=,|[<>=]|$)/g
const RANGE = /^(?:(?:>=|<=|>|<|=)\s*[^<>=,]+,?\s*)+$/

/** Is it a range (">=2.0 <2.9.4", "*"), or a version as it stands? */
export function isVersionRange(from: string): boolean {
  const text = from.trim()
  return text === '*' || RANGE.test(text)
}

/** Does the version meet `from`: the very version, or each bound of the range? */
export function matchesVersion(from: string, version: string): boolean {
  const text = from.trim()
  if (text === '*') return true
  if (!isVersionRange(text)) return sameVersion(text, version)
  return [...text.matchAll(BOUND)].every(([, operator, bound]) =>
    holds(compareVersions(version, bound ?? ''), operator),
  )
}

function holds(order: number, operator: string | undefined): boolean {
  switch (operator) {
    case '>=':
      return order >= 0
    case '<=':
      return order <= 0
    case '>':
      return order > 0
    case '<':
      return order < 0
    default:
      return order === 0
  }
}

/** Runs of digits and letters; a leading "v" and the zeros that close a run of numbers are left out. */
function parts(version: string): string[] {
  const found = version.toLowerCase().match(/\d+|[a-z]+/g) ?? []
  const all = found[0] === 'v' && found.length > 1 ? found.slice(1) : found
  return all.filter((part, index) => !isZero(part) || all.slice(index).some(isLater))
}

/** Is there a number other than zero before the next letter? Then a zero in front of it counts. */
function isLater(part: string, index: number, rest: string[]): boolean {
  return !isZero(part) && rest.slice(0, index + 1).every(isNumber)
}

/** What stands at a place, lowest first: a word before the release, nothing, a letter, a number. */
function rank(part: string | undefined): number {
  if (part === undefined) return 1
  if (isNumber(part)) return 3
  return BEFORE_RELEASE.has(part) ? 0 : 2
}

function comparePart(a: string, b: string): number {
  if (isNumber(a) && isNumber(b)) return compareDigits(a, b)
  return a < b ? -1 : a > b ? 1 : 0
}

function isNumber(part: string): boolean {
  return /^\d/.test(part)
}

function isZero(part: string): boolean {
  return /^0+$/.test(part)
}
