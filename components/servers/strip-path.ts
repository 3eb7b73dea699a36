const WIDTH = 96
const HEIGHT = 24

interface Drawn {
  unit: 'celsius' | 'count' | 'events'
  limit?: number | undefined
  points: readonly { at: string; value: number }[]
}

/**
 * A strip as the path of an SVG of 96 × 24: a line through the readings of a temperature, a bar for each of what is counted. The
 * limit lies within it, so that one sees how far away it is.
 */
export function stripPath(
  { unit, limit, points }: Drawn,
  window: { from: string; until: string },
): { path: string; limitY: number | null } {
  const from = Date.parse(window.from)
  const length = Date.parse(window.until) - from
  const highest = Math.max(1, limit ?? 0, ...points.map(({ value }) => value))
  const lowest = unit === 'celsius' ? Math.min(...points.map(({ value }) => value), limit ?? highest) - 2 : 0
  const x = (at: string) => round(((Date.parse(at) - from) / length) * WIDTH + 0.5)
  const y = (value: number) => round(HEIGHT - 1 - ((value - lowest) / (highest - lowest || 1)) * (HEIGHT - 2))
  const drawn = points.map(({ at, value }, index) => {
    if (unit !== 'celsius') return `M${x(at)} ${HEIGHT - 1}V${y(value)}`
    // A single reading is a short stroke: a line of one point is none.
    return `${index === 0 ? 'M' : 'L'}${x(at)} ${y(value)}${points.length === 1 ? 'h1' : ''}`
  })
  return { path: drawn.join(''), limitY: limit === undefined ? null : y(limit) }
}

const round = (value: number) => Math.round(value * 100) / 100
