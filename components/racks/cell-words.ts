import { shortModel } from '@/components/ui/model-name'
import { unitsInWords } from '@/lib/domain/rack-space'
import { type StateMark, serverWords, signWords } from '@/lib/domain/state-words'
import type { Entry } from './colourings'
import type { StandingServer } from './rack-cells'

const words: Record<string, StateMark> = serverWords

/** The mark of a state that came as text. */
export function markOf(state: string): StateMark {
  return words[state] ?? { ...signWords.OTHER, word: state }
}

/**
 * What a cell says to those who can't see it, and in its tooltip: first what stands on it (its code, and `seen` beside it),
 * so that who speaks what they see is understood.
 */
export function cellWords(server: StandingServer, entry?: Entry, seen?: string): string {
  const state = markOf(server.state).word
  // Joined by hand: a row writes hundreds of these while it scrolls.
  const model = shortModel(server.modelName)
  const beside = seen === undefined || seen === model ? model : `${seen}, ${model}`
  let said = `${server.barcode} ${beside}, ${state.toLowerCase()}, ${unitsInWords(server.u, server.heightU)}`
  if (server.order !== undefined) said += `, ${server.order}`
  if (server.held) said += ', on hold'
  if (server.openHighTickets > 0) said += ', open ticket of high priority'
  const named = entry === undefined || entry.label === state || entry.key === server.order
  return named ? said : `${said}, ${entry.label.toLowerCase()}`
}

const troubles: Record<string, string> = {
  REPLACE_DISK: 'disk',
  REPLACE_RAM: 'RAM',
  CHECK_COOLING: 'hot',
  REBOOT: 'down',
}

/** What is wrong with a server in a word that a cell has room for. */
export function troubleWord(server: StandingServer): string | undefined {
  const { trouble } = server
  return trouble === undefined ? undefined : (troubles[trouble] ?? trouble.toLowerCase().slice(0, 4))
}
