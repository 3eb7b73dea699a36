import { describe, expect, it } from 'vitest'
import type { DryRunView } from '@/lib/contracts/telemetry/dry-run'
import type { RuleView } from '@/lib/contracts/telemetry/rule'
import { DEFAULT_RULES } from '@/lib/domain/telemetry/rules'
import { answerInWords, fatesInWords } from './dry-run-words'
import { changesOf, createInputOf, draftErrors, draftOf, dryRunOf, NEW_RULE } from './rule-draft'
import { conditionInWords, readingInWords, ruleInWords } from './rule-words'

const views = DEFAULT_RULES.map((rule, i): RuleView => {
  const given = Object.entries(rule).filter(([, value]) => value !== null)
  const at = '2026-11-29T00:00:00.000Z'
  return { ...(Object.fromEntries(given) as RuleView), id: `rule-${i}`, createdAt: at, updatedAt: at, version: 1 }
})

describe('a rule in words', () => {
  it('says what it asks for', () => {
    expect(views.map((view) => ruleInWords(view))).toEqual([
      'SMART_FAIL · any event → Replace disk, HIGH',
      'SMART_REPORT · criticalWarning says spare blocks low, unreliable, read-only, cache backup failed or persistent memory region → Replace disk, HIGH',
      'SMART_REPORT · criticalWarning says too hot or too cold → Check cooling, NORMAL',
      'SMART_REPORT · mediaErrors over 0 → Replace disk, NORMAL',
      'SMART_REPORT · reallocated over 10 → Replace disk, NORMAL',
      'SMART_REPORT · pending over 0 → Replace disk, NORMAL',
      'SMART_REPORT · offlineUncorrectable over 0 → Replace disk, NORMAL',
      'ECC_ERRORS · count over 10 → Replace RAM, NORMAL',
      'ECC_ERRORS · count adding up to over 100 in 24 h → Replace RAM, NORMAL',
      'ECC_UNCORRECTABLE · any event → Replace RAM, HIGH',
      'OVERHEAT · any event → Check cooling, NORMAL',
      'HOST_UNREACHABLE · any event → Reboot, NORMAL',
    ])
    const counted = {
      operator: 'over',
      aggregate: 'count',
      threshold: 1,
      windowMinutes: 90,
    } as const
    expect(conditionInWords(counted)).toBe('more than 1 event in 90 min')
    expect(conditionInWords({ operator: 'over', stillAfterMinutes: 30 })).toBe('any event, if still so after 30 min')
  })

  it('reads bits by their names', () => {
    expect(readingInWords({ operator: 'any-bit', field: 'criticalWarning' }, 12)).toBe('unreliable, read-only')
    expect(readingInWords({ operator: 'any-bit', field: 'flags' }, 6)).toBe('bit 2, bit 4')
    expect(readingInWords({ operator: 'over' }, 1975)).toBe('1,975')
  })
})

describe('a rule while it is typed', () => {
  it('every default can be edited, and asks for what it was', () => {
    for (const view of views) {
      const draft = draftOf(view)
      expect([...draftErrors(draft)]).toEqual([])
      expect(createInputOf(draft)).toMatchObject({ kind: view.kind, ticketType: view.ticketType })
      for (const [name, value] of Object.entries(changesOf(draft)))
        expect(value ?? undefined, name).toEqual(view[name as keyof RuleView])
    }
  })

  it('says what is missing, and is not tried before it is whole', () => {
    expect(Object.fromEntries(draftErrors(NEW_RULE))).toEqual({ kind: 'Say which kind of event' })
    const sum = { ...NEW_RULE, kind: 'ECC_ERRORS', condition: 'sum', windowMinutes: '' } as const
    expect(Object.fromEntries(draftErrors(sum))).toMatchObject({
      field: 'Say which number',
      threshold: 'Say over how many',
      windowMinutes: 'Say within how many minutes',
    })
    expect(draftErrors({ ...sum, threshold: 'many' }).has('threshold')).toBe(true)
    expect(dryRunOf(sum, null)).toBeNull()
    const whole = { ...NEW_RULE, kind: 'LINK_FLAP', condition: 'count', threshold: '7' } as const
    expect(dryRunOf(whole, null)).toMatchObject({
      kind: 'LINK_FLAP',
      aggregate: 'count',
      threshold: 7,
      windowMinutes: 60,
    })
    expect(dryRunOf(whole, 'some-id')).toMatchObject({ id: 'some-id', field: null, enabled: true })
  })
})

describe('the answer of a dry run in words', () => {
  const events = { opens: 12, joins: 40, below: 0, waits: 0, suppressed: 0, other: 0 }
  const answer: DryRunView = {
    ...{
      kind: 'ECC_ERRORS',
      since: '2026-10-30T00:00:00Z',
      until: '2026-11-29T00:00:00Z',
      looked: 52,
      truncated: false,
    },
    ...{ met: 52, really: 3, days: [], strongest: [], nearest: [] },
    proposed: { tickets: 12, byRule: 9, servers: 9, waiting: 1, events },
    present: { tickets: 3, byRule: 0, servers: 3, waiting: 0, events },
  }

  it('says how many tickets on how many servers, and what there is today', () => {
    expect(answerInWords(answer)).toBe(
      'With this rule ECC_ERRORS would open 12 tickets on 9 servers in the last 30 days, today’s rules 3.',
    )
    expect(fatesInWords(answer)).toBe('Of 52 events 12 open a ticket, 40 join one. 1 fault would still be waiting now.')
  })
})
