import { describe, expect, it } from 'vitest'
import { TICKET_STATES, type TicketState, ticketActions, ticketMachine } from './ticket-state'

const DRAWN: Record<TicketState, TicketState[]> = {
  OPEN: ['IN_PROGRESS', 'WONT_FIX'],
  IN_PROGRESS: ['OPEN', 'DONE', 'WONT_FIX'],
  DONE: [],
  WONT_FIX: [],
}
const cells = TICKET_STATES.flatMap((from) =>
  TICKET_STATES.map((to) => ({ from, to, drawn: DRAWN[from].includes(to) })),
)

describe('the life of a ticket', () => {
  it.each(cells)('$from → $to: $drawn', ({ from, to, drawn }) => {
    expect(ticketMachine.canGo(from, to)).toBe(drawn)
    expect(ticketMachine.sources(to).includes(from)).toBe(drawn)
    const move = ticketActions({ status: from, waiting: [] }).find((entry) => entry.to === to)
    expect(move?.allowed).toBe(drawn)
    expect(move?.reason === undefined).toBe(drawn)
  })

  it('is not done while a component waits, and says which', () => {
    const close = ticketActions({ status: 'IN_PROGRESS', waiting: ['S1', 'S2'] }).find((a) => a.action === 'close')
    expect(close).toMatchObject({ allowed: false, reason: expect.stringContaining('S1, S2') })
  })
})
