'use client'

import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { countOf } from '@/components/ui/numbers'
import { ProblemNote } from '@/components/ui/problem-note'
import { problemOf } from '@/lib/client/problem'
import type { FirmwarePreviewView } from '@/lib/contracts/provisioning/firmware-drift'
import { previewQuery, type ThoughtOf } from './firmware-queries'
import { ServersCount } from './servers-count'

type ShareName = 'fallBehind' | 'becomeCurrent' | 'losePath' | 'gainPath' | 'noPath'

/** In the order in which they are read; the last always, as it is what stops an order. */
const LINES: readonly { name: ShareName; one: string; many: string; always?: boolean }[] = [
  { name: 'fallBehind', one: 'falls behind', many: 'fall behind', always: true },
  { name: 'becomeCurrent', one: 'becomes current', many: 'become current', always: true },
  { name: 'losePath', one: 'loses its path to the target', many: 'lose their path to the target' },
  { name: 'gainPath', one: 'gets a path to the target', many: 'get a path to the target' },
  { name: 'noPath', one: 'has no path to it then', many: 'have no path to it then', always: true },
]

/** What a change would do, asked as it is typed: how many servers come to stand otherwise, each number with its list. */
export function EffectLines(props: { model: string; component: string; change: ThoughtOf; idle: ReactNode }) {
  const { model, component, change, idle } = props
  const { data, error, isFetching } = useQuery(previewQuery({ model, component }, change))
  const problem = error === null ? null : problemOf(error)
  return (
    <section aria-label="What it does" aria-busy={isFetching} className="rounded-control bg-canvas px-3 py-2">
      <h3 className="font-medium text-small text-text2">What it does to the servers, before it is saved</h3>
      <ProblemNote problem={problem} className="empty:hidden" />
      {change === null ? (
        <p className="text-text3">{idle}</p>
      ) : data === undefined ? (
        problem === null && <p className="text-text3">Counting…</p>
      ) : (
        <Effect preview={data} />
      )}
    </section>
  )
}

function Effect({ preview }: { preview: FirmwarePreviewView }) {
  const { model, component, unread, after } = preview
  return (
    <ul>
      {LINES.filter(({ name, always }) => always === true || preview[name].servers > 0).map(({ name, one, many }) => {
        const { servers, versions } = preview[name]
        const words = servers === 1 ? one : many
        return (
          <li key={name} className="flex items-baseline gap-2">
            <span className="w-12 text-right">
              <ServersCount servers={servers} of={{ model, component, version: versions }} label={words} />
            </span>
            <span>{words}</span>
          </li>
        )
      })}
      {unread === 0 || after.target === undefined ? null : (
        <li className="mt-1 text-small text-text3">
          {countOf(unread, 'server')} never said which version it has: a job reads it.
        </li>
      )}
    </ul>
  )
}
