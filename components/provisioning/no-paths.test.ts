import { expect, test } from 'vitest'
import type { JobView } from '@/lib/contracts/provisioning/job'
import { addPathHref, noPathsOf, targetHref } from './no-paths'

const job = (detail: Record<string, unknown> | undefined, status: JobView['status'] = 'FAILED'): JobView => ({
  ...{ id: 'j', kind: 'provision', order: 'ORD-1', server: 'S', model: 'sr650', status, attempt: 1 },
  ...{ cancelRequested: false, hops: [], createdAt: '2026-11-23T14:00:00.000Z' },
  steps: [{ position: 1, name: 'Verify BMC', status, ...(detail === undefined ? {} : { detail }) }],
})
const failures = [
  { component: 'UEFI', current: '2.61', target: '4.20', nearest: '3.40' },
  { component: 'XCC', current: '5.0', target: '6.0', nearest: null },
  // Its version is not known: no path would help.
  { component: 'CPLD', current: null, target: '2.0', nearest: null },
]

test('a job without a path to its target leads to where the missing one is added, from as far as chains reach', () => {
  const failed = job({ failures })
  const paths = noPathsOf(failed)
  expect(paths.map(({ component, nearest }) => [component, nearest])).toEqual([
    ['UEFI', '3.40'],
    ['XCC', '5.0'],
  ])
  const [uefi] = paths
  if (uefi === undefined) throw new Error('There is no path missing')
  expect(addPathHref(failed, uefi)).toBe('/firmware?model=sr650&component=UEFI&from=3.40&to=4.20')
  expect(targetHref(failed, uefi)).toBe('/firmware?model=sr650&component=UEFI')
})

test('any other job has none', () => {
  expect(noPathsOf(job({ problems: ['It is off.'] }))).toEqual([])
  expect(noPathsOf(job(undefined))).toEqual([])
  expect(noPathsOf(job({ failures }, 'RUNNING'))).toEqual([])
})
