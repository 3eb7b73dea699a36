import type { MovementView } from '@/lib/contracts/tickets/stock'
import type { StateMark } from '@/lib/domain/state-words'

/** What a line of the ledger is called, and how it looks. */
export const movementWords: Record<MovementView['kind'], Pick<StateMark, 'tone' | 'glyph' | 'word'>> = {
  RECEIVE: { tone: 'free', glyph: 'house', word: 'Received' },
  ISSUE: { tone: 'idle', glyph: 'arrow', word: 'Taken out' },
  RESERVE: { tone: 'held', glyph: 'bookmark', word: 'Reserved' },
  RETURN: { tone: 'idle', glyph: 'return-arrow', word: 'Returned' },
  CONSUME: { tone: 'work', glyph: 'wrench', word: 'Built in' },
  TRANSFER_OUT: { tone: 'idle', glyph: 'arrow', word: 'Sent' },
  TRANSFER_IN: { tone: 'free', glyph: 'house', word: 'Came in' },
  COUNT: { tone: 'idle', glyph: 'check', word: 'Counted' },
}

/** "+4", "−1"; nothing for no change. */
export function deltaText(delta: number): string {
  if (delta === 0) return ''
  return delta > 0 ? `+${delta}` : `−${-delta}`
}
