export type Tone = 'idle' | 'free' | 'held' | 'work' | 'live' | 'warn' | 'fail'

export const GLYPHS = [
  'circled-plus',
  'flask',
  'arrow',
  'house',
  'rack-unit',
  'bookmark',
  'bookmark-dashed',
  'half-disc',
  'disc',
  'diamond-x',
  'wrench',
  'slashed-ring',
  'dashed-ring',
  'return-arrow',
  'clock',
  'hourglass',
  'ringed-check',
  'ring-dot',
  'double-chevron',
  'two-bars',
  'chevron-down',
  'check',
  'triangle',
  'dashed-question',
] as const
export type Glyph = (typeof GLYPHS)[number]

/** On elevations and bars, where words have no room. */
export type Pattern = 'outline' | 'hatched' | 'stripes' | 'solid' | 'dots'

/** How a state looks and what it is called. State is never colour alone: tone, glyph and word go together. */
export type StateMark = { tone: Tone; glyph: Glyph; word: string; pattern?: Pattern }
