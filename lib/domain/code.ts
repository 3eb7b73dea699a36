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
  const left = runs(a)
  const right = runs(b)
  const shared = Math.min(left.length, right.length)
  for (let i = 0; i < shared; i++) {
    const order = compareRun(left[i] ?? '', right[i] ?? '')
    if (order !== 0) return order
  }
  return left.length - right.length || compareText(a, b)
}

/** A rack's place in the walk through a datacenter: by row (racks without one last), then code. */
export type WalkingPlace = { row?: string | null; code: string }

export function compareWalking(a: WalkingPlace, b: WalkingPlace): number {
  if (!a.row !== !b.row) return a.row ? -1 : 1
  const row = a.row && b.row ? compareNatural(a.row, b.row) : 0
  return row || compareNatural(a.code, b.code)
}

function runs(text: string): string[] {
  return text.toLowerCase().match(/\d+|\D+/g) ?? []
}

function compareRun(a: string, b: string): number {
  if (!isDigits(a) || !isDigits(b)) return compareText(a, b)
  return compareDigits(a, b)
}

function isDigits(run: string): boolean {
  return /^\d/.test(run)
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
