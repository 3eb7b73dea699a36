import { describe, expect, test } from 'vitest'
import type { JobView } from '@/lib/contracts/provisioning/job'
import { inOrder, jobParams, jobsHref } from './job-filters'

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

  test('another status starts at the first page', () => {
    expect(jobsHref({ status: [], cursor: 'abc' }, { status: ['FAILED'] })).toBe('/provisioning?status=FAILED')
  })
})
