import type { StateMark } from './marks'
import type { ServerState } from './server-state'

export const serverWords: Record<ServerState, StateMark> = {
  NEW: { tone: 'idle', glyph: 'circled-plus', word: 'New' },
  IN_FACTORY_TEST: { tone: 'idle', glyph: 'flask', word: 'In factory test' },
  IN_TRANSIT: { tone: 'idle', glyph: 'arrow', word: 'In transit' },
  IN_WAREHOUSE: { tone: 'free', glyph: 'house', word: 'In warehouse', pattern: 'hatched' },
  RACKED: { tone: 'free', glyph: 'rack-unit', word: 'Racked' },
  ALLOCATED: { tone: 'held', glyph: 'bookmark', word: 'Allocated' },
  PROVISIONING: { tone: 'work', glyph: 'half-disc', word: 'Provisioning' },
  IN_SERVICE: { tone: 'live', glyph: 'disc', word: 'In service' },
  BROKEN: { tone: 'fail', glyph: 'diamond-x', word: 'Broken' },
  REPAIRING: { tone: 'warn', glyph: 'wrench', word: 'Repairing' },
  DECOMMISSIONED: { tone: 'idle', glyph: 'slashed-ring', word: 'Decommissioned' },
}
