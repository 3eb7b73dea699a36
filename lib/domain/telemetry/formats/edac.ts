import type { Sample } from './prometheus-text'
import { type Reading, words } from './reading'

type Counter = { dimm: string | undefined; count: number }

const DAY_MS = 86_400_000

/**
 * EDAC's counters since the server started: one event for each DIMM that counted any. A channel names its DIMM; a row of chips
 * stands for itself only where none of its channels counted; errors that no slot is known of count only where no slot is
 * named. An unchanged counter is the same event for a day.
 *
 * Nothing counted clears the memory's faults only once the server has run for a day: a restart sets the counters to 0, and a
 * bad DIMM may well cause one.
 */
export function readEdac(samples: readonly Sample[], known: { at: Date | null; received: Date }): Reading[] {
  const booted = samples.find(({ name }) => name === 'node_boot_time_seconds')?.value
  const about = { at: known.at, sameFor: 'day' } as const
  const since = booted !== undefined && Number.isFinite(booted) ? booted : null
  const readings = (['uncorrectable', 'correctable'] as const).flatMap((what) =>
    countersOf(samples, what).map(({ dimm, count }): Reading => {
      const kind = what === 'uncorrectable' ? 'ECC_UNCORRECTABLE' : 'ECC_ERRORS'
      const payload = { ...(dimm === undefined ? {} : { dimm }), count, ...(since === null ? {} : { bootedAt: since }) }
      return { ...about, kind, payload, identity: [kind, dimm ?? '', count, since ?? ''].join('\n') }
    }),
  )
  const counted = samples.some(({ name, value }) => /^node_edac_.*_errors_total$/.test(name) && value === 0)
  const now = (known.at ?? known.received).getTime()
  if (readings.length > 0 || !counted || since === null || now - since * 1_000 < DAY_MS) return readings
  return [{ ...about, kind: 'ECC_OK', payload: { bootedAt: since }, identity: ['ECC_OK', since].join('\n') }]
}

function countersOf(samples: readonly Sample[], what: 'correctable' | 'uncorrectable'): Counter[] {
  const of = (scope: string) =>
    samples.filter(
      ({ name, value }) => name === `node_edac_${scope}${what}_errors_total` && value > 0 && Number.isFinite(value),
    )
  const channels = of('channel_')
  const counted = new Set(channels.map(({ labels }) => rowOf(labels)))
  const rows = of('csrow_').filter(({ labels }) => !counted.has(rowOf(labels)))
  const named = [
    ...channels.map(({ labels, value }) => ({ dimm: channelName(labels), count: value })),
    ...rows
      .filter(({ labels }) => labels.csrow !== 'unknown')
      .map(({ labels, value }) => ({ dimm: words(rowOf(labels)), count: value })),
  ]
  if (named.length > 0) return named
  const total = [...rows, ...of('')].reduce((most, { value }) => Math.max(most, value), 0)
  return total > 0 ? [{ dimm: undefined, count: total }] : []
}

const rowOf = (labels: Sample['labels']): string => `mc${labels.controller ?? ''}_csrow${labels.csrow ?? ''}`

function channelName(labels: Sample['labels']): string | undefined {
  return words(labels.dimm_label) ?? words(`${rowOf(labels)}_channel${labels.channel ?? ''}`)
}
