import { describe, expect, test } from 'vitest'
import type { JobView } from '@/lib/contracts/provisioning/job'
import { inOrder, jobParams, jobsHref, stepFilter } from './job-filters'

const job = (id: string, status: JobView['status'], waitingFor?: string): JobView => ({
  id,
  kind: 'provision',
  order: 'ORD-1',
  server: 'SRV-1',
  status,
  attempt: 1,
  cancelRequested: false,
  steps: [],
  hops: [],
  createdAt: '2026-11-23T10:00:00.000Z',
  ...(waitingFor === undefined ? {} : { waitingFor }),
})

describe('the list of jobs', () => {
  test('running first, then what waits, then what is next; the ended as they came', () => {
    const jobs = [
      job('d', 'FAILED'),
      job('c', 'PENDING'),
      job('b', 'PENDING', 'power-on'),
      job('a', 'RUNNING'),
      job('e', 'SUCCESS'),
    ]
    expect(inOrder(jobs).map((one) => one.id)).toEqual(['a', 'b', 'c', 'd', 'e'])
  })

  test('work under way is asked for by itself on the first page, so that none of it is further down', () => {
    expect(jobParams({ status: [] })).toMatchObject({
      live: { status: ['PENDING', 'RUNNING'] },
      page: { status: ['SUCCESS', 'FAILED', 'CANCELLED'] },
    })
    expect(jobParams({ status: [], cursor: 'abc' }).live).toBeNull()
    expect(jobParams({ status: ['FAILED'] })).toEqual({ live: null, page: { status: ['FAILED'] } })
  })

  test('a step is one of its kind; what is none is left out', () => {
    expect(stepFilter('wipe', '4')).toEqual({ kind: 'wipe', step: 4 })
    expect(stepFilter('wipe', '5')).toEqual({ kind: 'wipe', step: undefined })
    expect(stepFilter(undefined, '3')).toEqual({ kind: undefined, step: undefined })
    expect(jobParams({ status: ['RUNNING'], kind: 'wipe', step: 2 }).page).toEqual({
      ...{ status: ['RUNNING'], kind: ['wipe'], step: 2 },
    })
    expect(jobsHref({ status: [], kind: 'wipe', step: 2 })).toBe('/provisioning?kind=wipe&step=2')
  })

  test('another status starts at the first page', () => {
    expect(jobsHref({ status: [], cursor: 'abc' }, { status: ['FAILED'] })).toBe('/provisioning?status=FAILED')
  })
})
