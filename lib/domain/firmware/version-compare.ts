import { compareDigits } from '../code'

/** Words that stand before the release they lead to; every other letter stands after it (1.2.4 < 1.2.4a). */
const BEFORE_RELEASE = new Set(['dev', 'alpha', 'beta', 'pre', 'rc'])

/**
 * Orders firmware versions as vendors write them: 2.9.3 < 2.10.2, four parts, letters ("U46 1.58", "1.2.4a"). Numbers
 * compare as numbers of any length, letters without case, separators and missing zeros do not count (2.10 = 2.10.0).
 */
export function compareVersions(a: string, b: string): number {
  const left = parts(a)
  const right = parts(b)
  const longest = Math.max(left.length, right.length)
  for (let i = 0; i < longest; i++) {
    const order = comparePart(left[i], right[i])
    if (order !== 0) return order
  }
  return 0
}

export function sameVersion(a: string, b: string): boolean {
  return compareVersions(a, b) === 0
}

const BOUND = /(>=|<=|>|<|=)\s*([^<>=,]+?)\s*(?=,|[<>=]|$)/g
const RANGE = /^(?:(?:>=|<=|>|<|=)\s*[^<>=,]+,?)+$/

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

function parts(version: string): string[] {
  const found = version.toLowerCase().match(/\d+|[a-z]+/g) ?? []
  // "v2.10" is 2.10.
  return found[0] === 'v' && found.length > 1 ? found.slice(1) : found
}

function comparePart(a: string | undefined, b: string | undefined): number {
  if (a === undefined) return b === undefined ? 0 : -weight(b)
  if (b === undefined) return weight(a)
  const aIsNumber = /^\d/.test(a)
  const bIsNumber = /^\d/.test(b)
  if (aIsNumber && bIsNumber) return compareDigits(a, b)
  if (aIsNumber) return 1
  if (bIsNumber) return -1
  return a < b ? -1 : a > b ? 1 : 0
}

/** How a part compares to nothing in its place. */
function weight(part: string): number {
  if (BEFORE_RELEASE.has(part)) return -1
  return /^0+$/.test(part) ? 0 : 1
}
