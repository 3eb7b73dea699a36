import { describe, expect, test } from 'vitest'
import { jobsLookOf, lookHref } from '@/components/orders/jobs-look'
import type { JobView } from '@/lib/contracts/provisioning/job'
import { jobsSentence, numberWord, spanParts } from './jobs-words'

const job = (server: string, status: JobView['status']): JobView => ({
  ...{ id: server, kind: 'provision', order: 'ORD-1', server, status, attempt: 1, cancelRequested: false },
  ...{ steps: [], hops: [], createdAt: '2026-11-23T14:00:00.000Z' },
})
const now = Date.UTC(2026, 10, 23, 14, 20)

describe('what is said over an order’s jobs', () => {
  test('when those that are well will be done, and who needs somebody', () => {
    const jobs = [...['a', 'b', 'c'].map((server) => job(server, 'RUNNING')), job('d', 'SUCCESS')]
    expect(jobsSentence(jobs, 38 * 60_000, now)).toBe('done about 14:58')
    expect(jobsSentence([...jobs, job('SRV-9', 'FAILED')], 38 * 60_000, now)).toBe(
      'done about 14:58 for four; SRV-9 needs you',
    )
    expect(jobsSentence([job('x', 'FAILED'), job('y', 'FAILED'), job('z', 'FAILED')], null, now)).toBe(
      'x and two more need you',
    )
    expect(jobsSentence([job('a', 'SUCCESS')], null, now)).toBe('')
  })

  test('a span has its figure and its unit apart', () => {
    expect(spanParts(38 * 60_000)).toEqual({ figure: '38', unit: 'min' })
    expect(spanParts(65 * 60_000)).toEqual({ figure: '1 h 05', unit: null })
    expect([numberWord(7), numberWord(48)]).toEqual(['seven', '48'])
  })
})

test('how the jobs are looked at is in the URL, and words that it does not know are left out', () => {
  const view = jobsLookOf({ view: 'clock', only: 'nothing', job: 'j1' })
  expect(view).toEqual({ view: 'clock', only: 'all', job: 'j1' })
  expect(lookHref('ORD-1', view, { only: 'trouble' })).toBe('/orders/ORD-1?view=clock&only=trouble&job=j1')
  expect(lookHref('ORD-1', view, { view: 'steps', job: null })).toBe('/orders/ORD-1')
})
