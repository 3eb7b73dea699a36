import { describe, expect, it } from 'vitest'
import { DryRun, type PastEvent } from './dry-run'
import { DryRunReport } from './dry-run-report'
import { DEFAULT_RULES, type Rule } from './rules'
import type { PastTicket } from './supposed-tickets'

const HOUR_MS = 3_600_000
const REALLOCATED = DEFAULT_RULES.filter((rule) => rule.field === 'reallocated')
const at = (hours: number, more: Partial<PastEvent> = {}): PastEvent => ({
  ...{
    kind: 'SMART_REPORT',
    at: hours * HOUR_MS,
    received: hours * HOUR_MS,
    payload: { serial: 'D1', reallocated: 20 },
  },
  ...{ outcome: 'below-threshold', reason: null },
  ...more,
})
const fates = (rules: readonly Rule[], tickets: readonly PastTicket[], ...events: PastEvent[]) => {
  const run = new DryRun(rules, tickets)
  return events.map((event) => run.take([event])[0]?.fate)
}
const ticket = (from: number, until: number | null, own: boolean): PastTicket => ({
  ...{
    type: 'REPLACE_DISK',
    from: from * HOUR_MS,
    until: until === null ? null : until * HOUR_MS,
    own,
    components: ['D9'],
  },
})

describe('a ticket that there never was', () => {
  it('is one as long as its evidence goes on, and over a day after the last', () => {
    const run = fates(REALLOCATED, [], at(0), at(23), at(46), at(69), at(94))
    expect(run).toEqual(['opens', 'joins', 'joins', 'joins', 'opens'])
  })

  it('ends with the real one of that server and type', () => {
    expect(fates(REALLOCATED, [ticket(0, 5, true)], at(0), at(4), at(6))).toEqual(['opens', 'joins', 'opens'])
    expect(fates(REALLOCATED, [ticket(0, null, true)], at(0), at(400))).toEqual(['opens', 'joins'])
  })

  it('is none where one from elsewhere was live', () => {
    expect(fates(REALLOCATED, [ticket(-9, 5, false)], at(0), at(6))).toEqual(['joins', 'opens'])
  })

  it('of a decommissioned server, or held back by an outage, opens nothing', () => {
    expect(fates(REALLOCATED, [], at(0, { outcome: 'decommissioned' }))).toEqual(['other'])
    const away = at(0, { kind: 'HOST_UNREACHABLE', reason: 'power-outage', outcome: 'suppressed' })
    expect(fates(DEFAULT_RULES, [], away)).toEqual(['suppressed'])
  })
})

describe('the report', () => {
  it('says of the tickets which ones the rule itself opens, beside the others of its kind', () => {
    const [reallocated] = REALLOCATED
    const pending = DEFAULT_RULES.filter((rule) => rule.field === 'pending')
    if (reallocated === undefined) throw new Error('no such rule')
    const report = new DryRunReport({
      ...{
        kind: 'SMART_REPORT',
        rule: reallocated,
        proposed: [...pending, reallocated],
        present: pending,
        now: 99 * HOUR_MS,
      },
    })
    for (const _ of report.addServer('A', [at(1), at(2, { payload: { serial: 'D2', pending: 3 } })], []));
    for (const _ of report.addServer('B', [at(3, { payload: { serial: 'D3', pending: 3, reallocated: 9 } })], []));
    expect(report.finish()).toMatchObject({
      met: 1,
      proposed: { tickets: 2, byRule: 1, servers: 2, events: { opens: 2, joins: 1 } },
      present: { tickets: 2, byRule: 0, events: { opens: 2, below: 1 } },
      strongest: [{ server: 'A', component: 'D1', reading: 20, fate: 'opens' }],
      nearest: [{ server: 'B', component: 'D3', reading: 9, fate: 'opens' }],
    })
  })
})
