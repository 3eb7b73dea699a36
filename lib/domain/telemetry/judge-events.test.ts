import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type JudgedServer, judgeEvents } from './judge-events'
import { DEFAULT_RULES, matchRule } from './rules'

const calm: JudgedServer = {
  decommissioned: false,
  powerOutage: false,
  held: false,
  signal: null,
  suppressed: false,
  rebootTicket: false,
}
const HOST = { U: 'HOST_UNREACHABLE', R: 'HOST_REACHABLE' } as const

/** `U5` is HOST_UNREACHABLE at 5. */
function judge(server: Partial<JudgedServer>, ...events: string[]) {
  const { verdicts, ...rest } = judgeEvents(
    { ...calm, ...server },
    events.map((event) => {
      const kind = event.startsWith('U') ? HOST.U : event.startsWith('R') ? HOST.R : 'SMART_FAIL'
      return { kind, at: Number(event.slice(1)), match: matchRule(DEFAULT_RULES, { kind, payload: {} }) }
    }),
  )
  return { words: verdicts.map((one) => (one.kind === 'kept' ? (one.reason ?? one.outcome) : one.kind)), ...rest }
}
const up = (at: number) => ({ state: 'REACHABLE', at }) as const
const down = (at: number) => ({ state: 'UNREACHABLE', at }) as const

describe('whether a server answers is judged by its latest word', () => {
  it.each([
    ['it stops answering', {}, ['U1'], ['fault'], down(1)],
    ['it answers again', { signal: down(1), rebootTicket: true }, ['R2'], ['ends'], up(2)],
    ['it answers, and there was nothing', {}, ['R2'], ['nothing to end'], up(2)],
    ['over before the batch ended', {}, ['U1', 'R2'], ['answered-since', 'nothing to end'], up(2)],
    ['the same, sent in another order', {}, ['R2', 'U1'], ['nothing to end', 'answered-since'], up(2)],
    ['it came late', { signal: up(5) }, ['U1'], ['answered-since'], up(5)],
    ['an answer that came late', { signal: down(5), rebootTicket: true }, ['R1'], ['nothing to end'], down(5)],
    ['it went away again', { signal: down(1), rebootTicket: true }, ['R2', 'U3'], ['nothing to end', 'fault'], down(3)],
    ['of the same instant the one received later', {}, ['U1', 'R1'], ['answered-since', 'nothing to end'], up(1)],
    ['evidence for a live ticket that ends', { rebootTicket: true }, ['U1', 'R2'], ['fault', 'ends'], up(2)],
    ['other faults do not care', { signal: up(5) }, ['S1'], ['fault'], up(5)],
  ] as const)('%s', (_, server, events, words, signal) => {
    expect(judge(server, ...events)).toMatchObject({ words, signal })
  })
})

describe('kept back', () => {
  it('by an outage, to be looked at again when it ends; by a hold, for good', () => {
    expect(judge({ powerOutage: true, held: true }, 'U1', 'S1')).toMatchObject({
      words: ['power-outage', 'fault'],
      suppressed: true,
    })
    expect(judge({ held: true }, 'U1')).toMatchObject({ words: ['hold'], suppressed: false })
  })

  it('not once it answers, nor once it has a ticket', () => {
    expect(judge({ powerOutage: true }, 'U1', 'R2')).toMatchObject({ suppressed: false })
    expect(judge({ powerOutage: true, signal: down(1), suppressed: true }, 'R2')).toMatchObject({ suppressed: false })
    expect(judge({ signal: down(1), suppressed: true }, 'U2')).toMatchObject({ words: ['fault'], suppressed: false })
    expect(judge({ powerOutage: true, rebootTicket: true }, 'U2')).toMatchObject({
      words: ['fault'],
      suppressed: false,
    })
  })
})

it('the telemetry of a decommissioned server changes nothing', () => {
  expect(judge({ decommissioned: true, signal: up(1) }, 'U2', 'S2')).toEqual({
    words: ['decommissioned', 'decommissioned'],
    signal: up(1),
    suppressed: false,
  })
})

it('whatever comes, a ticket ends only by the latest event, and faults open only while the server does not answer', () => {
  const event = fc.tuple(fc.constantFrom('U', 'R'), fc.integer({ min: 0, max: 9 })).map(([kind, at]) => `${kind}${at}`)
  fc.assert(
    fc.property(fc.array(event, { minLength: 1, maxLength: 8 }), fc.boolean(), (events, rebootTicket) => {
      const { words, signal } = judge({ rebootTicket }, ...events)
      expect(words.filter((word) => word === 'ends').length).toBe(rebootTicket && signal?.state === 'REACHABLE' ? 1 : 0)
      if (!rebootTicket) expect(words.includes('fault')).toBe(signal?.state === 'UNREACHABLE')
      expect(signal?.at).toBe(Math.max(...events.map((one) => Number(one.slice(1)))))
    }),
  )
})
