/** The serials that were scanned or pasted, one a line, without blanks around them. */
export function serialsOf(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

const MOST_SERIALS = 1_000
const LONGEST = 128

/** Why they cannot be sent like this; undefined where they can. */
export function serialsRefusal(serials: readonly string[]): string | undefined {
  const seen = new Set<string>()
  for (const serial of serials) {
    if (serial.length > LONGEST) return `“${serial.slice(0, 20)}…” is longer than ${LONGEST} characters`
    const folded = serial.toLowerCase()
    if (seen.has(folded)) return `${serial} is there twice`
    seen.add(folded)
  }
  return serials.length > MOST_SERIALS ? `At most ${MOST_SERIALS} at once` : undefined
}
