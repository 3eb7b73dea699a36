/** Barcodes, racks, warehouses, datacenters, skus: 1–64 of these, compared without case, shown as first given. */
export const CODE_PATTERN = /^[A-Za-z0-9._:-]{1,64}$/

export const CODE_RULE = '1 to 64 of A-Z a-z 0-9 . _ - :'

/** As typed or scanned, without the blanks and line ends that scanners add. Case is kept: the first one given is shown. */
export function normaliseCode(input: string): string {
  return input.trim()
}

export function isCode(input: string): boolean {
  return CODE_PATTERN.test(input)
}

/** The key under which two spellings of one code meet. */
export function foldCode(code: string): string {
  return normaliseCode(code).toLowerCase()
}

/**
 * Natural order: runs of digits compare as numbers (A2 before A10), the rest without case, by code unit and not by
 * locale, so that the order is the same in every process. Total: different strings never compare equal.
 */
export function compareNatural(a: string, b: string): number {
  const left = a.toLowerCase()
  const right = b.toLowerCase()
  let i = 0
  let j = 0
  while (i < left.length && j < right.length) {
    const endI = digitsEnd(left, i)
    const endJ = digitsEnd(right, j)
    if (endI > i && endJ > j) {
      const order = compareDigits(left.slice(i, endI), right.slice(j, endJ))
      if (order !== 0) return order
      i = endI
      j = endJ
    } else {
      const order = left.charCodeAt(i++) - right.charCodeAt(j++)
      if (order !== 0) return order
    }
  }
  return left.length - i - (right.length - j) || compareText(a, b)
}

/** A rack's place in the walk through a datacenter: by row (racks without one last), then code. */
export type WalkingPlace = { row?: string | null; code: string }

export function compareWalking(a: WalkingPlace, b: WalkingPlace): number {
  if (!a.row !== !b.row) return a.row ? -1 : 1
  const row = a.row && b.row ? compareNatural(a.row, b.row) : 0
  return row || compareNatural(a.code, b.code)
}

/**
 * A text whose byte order is the walking order (codes that differ only in leading zeros or case excepted), for the
 * database to sort and page by. A run of digits is written as its length, then itself.
 */
export function walkKey({ row, code }: WalkingPlace): string {
  const natural = (text: string) =>
    text.toLowerCase().replace(/\d+/g, (run) => {
      const digits = run.replace(/^0+(?=\d)/, '')
      return `0${String(digits.length).padStart(2, '0')}${digits}`
    })
  return row ? `0${natural(row)}\u0001${natural(code)}` : `1${natural(code)}`
}

/** Where the run of digits at `start` ends; `start` itself where there is none. */
function digitsEnd(text: string, start: number): number {
  let end = start
  while (end < text.length && text.charCodeAt(end) >= 48 && text.charCodeAt(end) <= 57) end++
  return end
}

/** Two runs of digits as numbers of any length. */
export function compareDigits(a: string, b: string): number {
  const left = a.replace(/^0+(?=\d)/, '')
  const right = b.replace(/^0+(?=\d)/, '')
  return left.length - right.length || compareText(left, right)
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
