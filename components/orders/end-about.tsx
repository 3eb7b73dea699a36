'use client'

import { useQuery } from '@tanstack/react-query'
import { timeLeft } from '@/components/provisioning/job-progress'
import { usualTimesQuery } from '@/components/provisioning/job-queries'
import { useNow } from '@/components/provisioning/use-now'
import { usualOf } from '@/components/provisioning/usual-times'
import { clockText } from '@/components/ui/time-text'
import type { JobView } from '@/lib/contracts/provisioning/job'
import { hasEnded } from '@/lib/domain/job-state'

/** "about 14:58": when the last of these jobs will be done; nothing where one failed, or it is not known. */
export function EndAbout({ jobs }: { jobs: readonly JobView[] }) {
  const open = jobs.filter((job) => !hasEnded(job.status))
  const now = useNow(open.length > 0)
  const past = useQuery({ ...usualTimesQuery('provision', jobs), enabled: open.length > 0 }).data ?? null
  if (now === null || open.length === 0 || jobs.some(({ status }) => status === 'FAILED')) return null
  const usual = usualOf(jobs, past)
  const left = open.map((job) => timeLeft(job, usual(job), now))
  const known = left.filter((ms) => ms !== null)
  if (known.length < left.length) return null
  return <span className="text-small text-text3">about {clockText(new Date(now + Math.max(...known)))}</span>
}
