import { iconGlyphs, stateGlyphs } from '@/components/ui/glyph-paths'
import type { Tone } from '@/lib/domain/state-words'
import type { CellPattern } from './colourings'

const TONES: readonly Tone[] = ['idle', 'free', 'held', 'work', 'live', 'warn', 'fail']
const PATTERNS: readonly CellPattern[] = ['stripes', 'dots', 'hatched', 'rows', 'cross']
/** Glyphs that cells use beside those of states. */
const ICONS = ['lock', 'flow', 'bolt', 'list', 'minus'] as const

export const patternId = (tone: Tone, pattern: CellPattern) => `cell-${tone}-${pattern}`
const LETTERS = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', '1', '2', '3', '4', '?', '+', '–']

/** Signs that are no letters have no place in an id: its code has. */
export const letterId = (letter: string) => `cell-letter-${letter.charCodeAt(0)}`
export const symbolId = (glyph: string) => `cell-glyph-${glyph}`

/** A letter on the grid of the glyphs. */
export function letterSign(letter: string) {
  return (
    <text x="8" y="13.4" textAnchor="middle" fontSize="15" fontWeight="600">
      {letter}
    </text>
  )
}

/** Patterns and glyphs that the elevations of a page (or of a file) refer to: once, before them. */
export function ElevationDefs() {
  return (
    <svg width="0" height="0" aria-hidden="true" style={{ position: 'absolute' }}>
      <ElevationDefsInside />
    </svg>
  )
}

/** The same inside a drawing that is a file of its own. */
export function ElevationDefsInside() {
  return (
    <defs>
      {TONES.flatMap((tone) =>
        PATTERNS.map((pattern) => <TonePattern key={patternId(tone, pattern)} tone={tone} pattern={pattern} />),
      )}
      <BehindPattern />
      <BlockedPattern />
      {Object.entries(stateGlyphs).map(([name, paths]) => (
        <symbol key={name} id={symbolId(name)} viewBox="0 0 16 16">
          {paths}
        </symbol>
      ))}
      {LETTERS.map((letter) => (
        <symbol key={letter} id={letterId(letter)} viewBox="0 0 16 16">
          {letterSign(letter)}
        </symbol>
      ))}
      {ICONS.map((name) => (
        <symbol key={name} id={symbolId(name)} viewBox="0 0 16 16">
          {iconGlyphs[name]}
        </symbol>
      ))}
    </defs>
  )
}

function TonePattern({ tone, pattern }: { tone: Tone; pattern: CellPattern }) {
  const fill = `var(--${tone})`
  const size = pattern === 'dots' ? 5 : pattern === 'rows' ? 4 : 6
  const turn =
    pattern === 'stripes' || pattern === 'cross' ? 'rotate(45)' : pattern === 'hatched' ? 'rotate(-45)' : null
  return (
    <pattern
      id={patternId(tone, pattern)}
      width={size}
      height={size}
      patternUnits="userSpaceOnUse"
      {...(turn === null ? {} : { patternTransform: turn })}
    >
      <rect width={size} height={size} fill={pattern === 'dots' ? 'var(--sunken)' : `var(--${tone}-b)`} />
      {pattern === 'dots' ? <circle cx="2.5" cy="2.5" r="0.9" fill={fill} /> : null}
      {pattern === 'stripes' ? <rect width="2.2" height="6" fill={fill} opacity="0.38" /> : null}
      {pattern === 'hatched' || pattern === 'cross' ? <rect width="1" height="6" fill={fill} opacity="0.6" /> : null}
      {pattern === 'cross' ? <rect width="6" height="1" fill={fill} opacity="0.6" /> : null}
      {pattern === 'rows' ? <rect width="4" height="1" fill={fill} opacity="0.5" /> : null}
    </pattern>
  )
}

function BehindPattern() {
  return (
    <pattern id="cell-behind" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="5" height="5" fill="var(--sunken)" />
      <rect width="1" height="5" fill="var(--line2)" />
    </pattern>
  )
}

function BlockedPattern() {
  return (
    <pattern id="cell-blocked" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="6" height="6" fill="var(--sunken)" />
      <rect width="1" height="6" fill="var(--control)" />
      <rect width="6" height="1" fill="var(--control)" />
    </pattern>
  )
}
