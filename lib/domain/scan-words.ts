import type { StateMark } from './marks'

/** What a scan came to, and what became of one that a device keeps. */
export const scanWords = {
  yes: { tone: 'free', glyph: 'ringed-check', word: 'done' },
  no: { tone: 'fail', glyph: 'diamond-x', word: 'refused' },
  kept: { tone: 'warn', glyph: 'hourglass', word: 'kept' },
  look: { tone: 'idle', glyph: 'dashed-question', word: 'looked up' },
} as const satisfies Record<string, StateMark>
export const queuedScanWords = {
  kept: { ...scanWords.kept, word: 'kept, not sent yet' },
  refused: scanWords.no,
  done: scanWords.yes,
  settled: { tone: 'idle', glyph: 'slashed-ring', word: 'put away' },
} as const satisfies Record<string, StateMark>
