export type Sample = {
  name: string
  labels: Readonly<Record<string, string>>
  value: number
  /** Milliseconds, where the line has its own time. */
  at: number | null
}

const LINE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)\s*(?:\{(.*)\})?\s+(\S+)(?:\s+(-?\d+))?\s*$/

/** Prometheus' text format, line by line; what is no sample is left out. */
export function parseExposition(text: string): Sample[] {
  return text.split('\n').flatMap((line) => (line.startsWith('#') ? [] : (parseSample(line) ?? [])))
}

function parseSample(line: string): Sample | null {
  const match = LINE.exec(line.trim())
  const name = match?.[1]
  const value = numberOf(match?.[3] ?? '')
  const labels = parseLabels(match?.[2] ?? '')
  if (name === undefined || value === null || labels === null) return null
  return { name, labels, value, at: match?.[4] === undefined ? null : Number(match[4]) }
}

function numberOf(text: string): number | null {
  if (/^nan$/i.test(text)) return Number.NaN
  const infinite = /^([+-]?)inf(inity)?$/i.exec(text)
  if (infinite !== null) return infinite[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  const value = Number(text)
  return Number.isNaN(value) ? null : value
}

function parseLabels(text: string): Record<string, string> | null {
  const labels: Record<string, string> = {}
  const one = /\s*([a-zA-Z_][a-zA-Z0-9_]*)\s*=\s*"((?:[^"\\]|\\.)*)"\s*(?:,|$)/y
  while (one.lastIndex < text.length) {
    const match = one.exec(text)
    if (match === null) return null
    const [, name = '', value = ''] = match
    labels[name] = value.replace(/\\(.)/g, (_, escaped: string) => (escaped === 'n' ? '\n' : escaped))
  }
  return labels
}
