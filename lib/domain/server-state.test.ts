import { describe, expect, it } from 'vitest'
import { handTargets, handTransition, isPromised, SERVER_STATES, serverMachine } from './server-state'

/**
 * Written from the drawing, not from the table: rows from, columns to, in the order of SERVER_STATES.
 * h by hand, s by a scan, o by an order, . not drawn.
 */
const DRAWN = `
                  NEW TEST TRAN WARE RACK ALLO PROV SERV BROK REPA DECO
NEW                .   h    .    s    .    .    .    .    .    .    h
IN_FACTORY_TEST    .   .    h    .    .    .    .    .    h    .    .
IN_TRANSIT         .   .    .    s    .    .    .    .    h    .    h
IN_WAREHOUSE       .   .    h    .    s    o    .    .    h    .    h
RACKED             .   .    .    s    .    o    .    .    h    .    h
ALLOCATED          .   .    .    o    o    .    o    .    h    .    .
PROVISIONING       .   .    .    .    .    o    .    o    h    .    .
IN_SERVICE         .   .    .    .    o    .    .    .    h    .    .
BROKEN             .   .    .    h    h    .    .    .    .    h    h
REPAIRING          .   .    h    s    h    .    .    .    .    .    h
DECOMMISSIONED     .   .    .    .    .    .    .    .    .    .    .
`
const WHO = { h: 'hand', s: 'scan', o: 'order', '.': null } as const
const ANSWER = { h: 'ok', s: 'use-scan', o: 'use-order', '.': 'illegal' } as const

function isMark(mark: string | undefined): mark is keyof typeof WHO {
  return mark !== undefined && mark in WHO
}

const cells = DRAWN.trim()
  .split('\n')
  .slice(1)
  .flatMap((line, row) =>
    line
      .trim()
      .split(/\s+/)
      .slice(1)
      .map((mark, column) => ({ from: SERVER_STATES[row], to: SERVER_STATES[column], mark })),
  )

describe('the life of a server', () => {
  it('has a cell for every pair of states', () => {
    expect(cells).toHaveLength(11 * 11)
  })

  it.each(cells)('$from → $to is $mark', ({ from, to, mark }) => {
    if (!from || !to || !isMark(mark)) throw new Error('The matrix is not square')
    expect(serverMachine.by(from, to)).toBe(WHO[mark])
    expect(serverMachine.canGo(from, to)).toBe(mark !== '.')
    expect(serverMachine.allowed(from).includes(to)).toBe(mark !== '.')
    expect(serverMachine.sources(to).includes(from)).toBe(mark !== '.')
    expect(handTransition(from, to)).toBe(ANSWER[mark])
    expect(handTargets(from).includes(to)).toBe(mark === 'h')
  })

  it('ends only in DECOMMISSIONED', () => {
    expect(SERVER_STATES.filter((state) => serverMachine.isFinal(state))).toEqual(['DECOMMISSIONED'])
  })

  it('is promised exactly while an allocation is active', () => {
    expect(SERVER_STATES.filter(isPromised)).toEqual(['ALLOCATED', 'PROVISIONING', 'IN_SERVICE'])
  })
})
