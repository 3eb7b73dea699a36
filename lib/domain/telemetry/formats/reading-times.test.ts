import { expect, it } from 'vitest'
import { clockWords, identityWithin, inOrder, timesOf } from './reading-times'

const received = new Date('2026-11-29T12:00:00.000Z')
const at = (time: string | null) => ({ at: time === null ? null : new Date(time) })
const times = (order: 'as-written' | undefined, ...readings: (string | null)[]) =>
  timesOf(readings.map(at), { received, keptDays: 400, order }).map((time) => time.toISOString().slice(0, 16))

it('a clock is believed where it can be right, else the time received counts', () => {
  expect(
    times(undefined, '2026-11-20T10:00Z', '2009-02-13T23:31Z', '2026-11-29T12:04Z', '2026-11-29T12:06Z', null),
  ).toEqual(['2026-11-20T10:00', '2026-11-29T12:00', '2026-11-29T12:04', '2026-11-29T12:00', '2026-11-29T12:00'])
})

it('of a log none is later than the next: an entry without a time does not come after what ended it', () => {
  expect(times('as-written', null, '2026-11-20T10:00Z', '2026-11-20T09:00Z', null)).toEqual([
    '2026-11-20T09:00',
    '2026-11-20T09:00',
    '2026-11-20T09:00',
    '2026-11-29T12:00',
  ])
})

it('a log that lists the newest first is put in order, where each entry has a time', () => {
  const [a, b] = [{ reading: at('2026-11-20T10:00Z') }, { reading: at('2026-11-19T10:00Z') }]
  expect(inOrder([a, b], 'by-time')).toEqual([b, a])
  expect(inOrder([a, b, { reading: at(null) }], 'by-time')[0]).toBe(a)
  expect(inOrder([a, b], undefined)).toEqual([a, b])
})

it('the payload says what a clock said that was not believed', () => {
  expect(clockWords(at('2009-02-13T23:31:30.000Z'), received)).toEqual({ clock: '2009-02-13T23:31:30.000Z' })
  expect(clockWords({ at: received }, received)).toEqual({})
  expect(clockWords({ at: null, clock: 'Pre-Init' }, received)).toEqual({ clock: 'Pre-Init' })
})

it('what has no time of its own is the same for a while', () => {
  const later = (minutes: number) => new Date(received.getTime() + minutes * 60_000)
  const within = (sameFor: 'ever' | 'ten-minutes' | 'day', when: Date) =>
    identityWithin({ identity: 'x', sameFor }, when)
  expect(within('ever', later(10_000))).toBe(within('ever', received))
  expect(within('ten-minutes', later(9))).toBe(within('ten-minutes', received))
  expect(within('ten-minutes', later(10))).not.toBe(within('ten-minutes', received))
  expect(within('day', later(700))).toBe(within('day', received))
  expect(within('day', later(720))).not.toBe(within('day', received))
})
