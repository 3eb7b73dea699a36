import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HOST_KEY, type JudgedServer, judgeEvents } from './judge-events'
import { DEFAULT_RULES, matchRule } from './rules'
import type { SymptomState } from './symptoms'

const calm: JudgedServer = {
  decommissioned: false,
  powerOutage: false,
  held: false,
  words: new Map(),
  suppressed: false,
  live: new Map(),
}
const KINDS = { U: 'HOST_UNREACHABLE', R: 'HOST_REACHABLE', H: 'OVERHEAT', C: 'TEMPERATURE_OK' } as const
type Letter = keyof typeof KINDS

/** `U5` is HOST_UNREACHABLE at 5; H and C are too hot and cool again, S a failing disk. */
function judge(server: Partial<JudgedServer>, ...events: string[]) {
  const { verdicts, ...rest } = judgeEvents(
    { ...calm, ...server },
    events.map((event) => {
      const letter = (Object.keys(KINDS) as Letter[]).find((one) => event.startsWith(one))
      const kind = letter === undefined ? 'SMART_FAIL' : KINDS[letter]
      return { kind, at: Number(event.slice(1)), match: matchRule(DEFAULT_RULES, { kind, payload: {} }) }
    }),
  )
  const said = verdicts.map((one) => (one.kind === 'kept' ? (one.reason ?? one.outcome) : one.kind))
  const { words: changed, suppressed } = rest
  const host = changed.get(HOST_KEY) ?? server.words?.get(HOST_KEY)
  return { said, host: host === undefined ? null : [host.state, host.at], suppressed, verdicts, changed }
}
const word = (state: SymptomState, at: number, flips = 0) => new Map([[HOST_KEY, { state, at, since: at, flips }]])
const up = (at: number) => ({ words: word('CLEARED', at) })
const down = (at: number) => ({ words: word('ASSERTED', at) })
const rebooting = { live: new Map([['REBOOT' as const, new Set(['unknown'])]]) }
const [UP, DOWN] = ['CLEARED', 'ASSERTED'] as const

describe('whether a server answers is judged by its latest word', () => {
  it.each([
    ['it stops answering', {}, ['U1'], ['fault'], [DOWN, 1]],
    ['it answers again', { ...down(1), ...rebooting }, ['R2'], ['recovers'], [UP, 2]],
    ['it answers, and there was nothing', {}, ['R2'], ['nothing to end'], [UP, 2]],
    ['over before the batch ended', {}, ['U1', 'R2'], ['answered-since', 'nothing to end'], [UP, 2]],
    ['the same, sent in another order', {}, ['R2', 'U1'], ['nothing to end', 'answered-since'], [UP, 2]],
    ['it came late', up(5), ['U1'], ['answered-since'], [UP, 5]],
    ['an answer that came late', { ...down(5), ...rebooting }, ['R1'], ['nothing to end'], [DOWN, 5]],
    ['it went away again', { ...down(1), ...rebooting }, ['R2', 'U3'], ['nothing to end', 'fault'], [DOWN, 3]],
    ['of the same instant the one received later', {}, ['U1', 'R1'], ['answered-since', 'nothing to end'], [UP, 1]],
    ['evidence for a live ticket that ends', rebooting, ['U1', 'R2'], ['fault', 'recovers'], [UP, 2]],
    ['other faults do not care', up(5), ['S1'], ['fault'], [UP, 5]],
  ])('%s', (_, server, events, said, host) => {
    expect(judge(server, ...events)).toMatchObject({ said, host })
  })
})

describe('what heals by itself', () => {
  it('a sensor that cooled down before the batch ended opens nothing; another one does', () => {
    expect(judge({}, 'H1', 'C2').said).toEqual(['cooled-since', 'nothing to end'])
    expect(judge({}, 'H1', 'C2', 'H3').said).toEqual(['fault', 'nothing to end', 'fault'])
  })

  it('a good word is about the components that the live ticket has', () => {
    const live = new Map([['CHECK_COOLING' as const, new Set(['CPU1', 'unknown'])]])
    expect(judge({ live }, 'C2').verdicts).toEqual([
      { kind: 'recovers', type: 'CHECK_COOLING', components: ['unknown'], heals: true, flapping: false },
    ])
    expect(judge({ live: new Map([['CHECK_COOLING' as const, new Set(['CPU1'])]]) }, 'C2').said).toEqual([
      'nothing to end',
    ])
  })

  it('what comes and goes a third time within the hour is flapping: its ticket stays', () => {
    const minutes = (n: number) => n * 60_000
    const flapped = judge({}, 'U0', `R${minutes(5)}`, `U${minutes(10)}`, `R${minutes(15)}`, `U${minutes(20)}`)
    expect(flapped.changed.get(HOST_KEY)).toEqual({ state: 'ASSERTED', at: minutes(20), since: minutes(20), flips: 2 })
    const again = judge({ ...rebooting, words: flapped.changed }, `R${minutes(25)}`)
    expect(again.verdicts).toMatchObject([{ kind: 'recovers', flapping: true }])
    const calmer = judge({ words: again.changed }, `U${minutes(100)}`)
    expect(calmer.changed.get(HOST_KEY)).toMatchObject({ flips: 0 })
  })

  it('what does not heal opens its ticket though it is healthy again, and its good word is kept beside it', () => {
    const match = matchRule(DEFAULT_RULES, { kind: 'SMART_OK', payload: { serial: 'S1' } })
    const events = [{ kind: 'SMART_OK', at: 9, match }]
    expect(judgeEvents(calm, events).verdicts).toEqual([{ kind: 'kept', outcome: 'no-rule', reason: 'nothing to end' }])
    const live = new Map([['REPLACE_DISK' as const, new Set(['S1', 'S2'])]])
    expect(judgeEvents({ ...calm, live }, events).verdicts).toEqual([
      { kind: 'recovers', type: 'REPLACE_DISK', components: ['S1'], heals: false, flapping: false },
    ])
  })
})

it('a rule that wants it to be still so later waits, unless the ticket is about that component already', () => {
  const rules = DEFAULT_RULES.map((rule) => ({ ...rule, stillAfterMinutes: 30 }))
  const match = matchRule(rules, { kind: 'SMART_FAIL', payload: { serial: 'S1' } })
  const events = [{ kind: 'SMART_FAIL', at: 1, match }]
  expect(judgeEvents(calm, events).verdicts).toMatchObject([{ kind: 'waits', minutes: 30, component: 'S1' }])
  const live = new Map([['REPLACE_DISK' as const, new Set(['S1'])]])
  expect(judgeEvents({ ...calm, live }, events).verdicts).toMatchObject([{ kind: 'fault', component: 'S1' }])
})

describe('kept back', () => {
  it('by an outage, to be looked at again when it ends; by a hold, for good', () => {
    expect(judge({ powerOutage: true, held: true }, 'U1', 'S1')).toMatchObject({
      said: ['power-outage', 'fault'],
      suppressed: true,
    })
    expect(judge({ held: true }, 'U1')).toMatchObject({ said: ['hold'], suppressed: false })
  })

  it('not once it answers, nor once it has a ticket', () => {
    expect(judge({ powerOutage: true }, 'U1', 'R2')).toMatchObject({ suppressed: false })
    expect(judge({ powerOutage: true, ...down(1), suppressed: true }, 'R2')).toMatchObject({ suppressed: false })
    expect(judge({ ...down(1), suppressed: true }, 'U2')).toMatchObject({ said: ['fault'], suppressed: false })
    expect(judge({ powerOutage: true, ...rebooting }, 'U2')).toMatchObject({
      said: ['fault'],
      suppressed: false,
    })
  })
})

it('the telemetry of a decommissioned server changes nothing', () => {
  expect(judge({ decommissioned: true, ...up(1) }, 'U2', 'S2')).toMatchObject({
    said: ['decommissioned', 'decommissioned'],
    host: ['CLEARED', 1],
    suppressed: false,
  })
})

it('whatever comes, a ticket ends only by the latest event, and faults open only while the server does not answer', () => {
  const event = fc.tuple(fc.constantFrom('U', 'R'), fc.integer({ min: 0, max: 9 })).map(([kind, at]) => `${kind}${at}`)
  fc.assert(
    fc.property(fc.array(event, { minLength: 1, maxLength: 8 }), fc.boolean(), (events, live) => {
      const { said, host } = judge(live ? rebooting : {}, ...events)
      expect(said.filter((one) => one === 'recovers').length).toBe(live && host?.[0] === 'CLEARED' ? 1 : 0)
      if (!live) expect(said.includes('fault')).toBe(host?.[0] === 'ASSERTED')
      expect(host?.[1]).toBe(Math.max(...events.map((one) => Number(one.slice(1)))))
    }),
  )
})
