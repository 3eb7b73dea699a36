import type { JobView } from '@/lib/contracts/provisioning/job'
import type { UsualTimesView } from '@/lib/contracts/provisioning/usual-times'
import { elapsed, type Hop, type Usual, type UsualTime } from './job-progress'

export type UsualOf = (job: Pick<JobView, 'model'>) => Usual

/**
 * How long the steps and flashes of a job usually take. The jobs beside it on its order's servers of the same model come
 * first, as they ran just now and alike; then its order's other servers, which get the same image at the same place; then past
 * jobs of its model, then of any. A flash is its model's own.
 */
export function usualOf(own: readonly JobView[], past: UsualTimesView | null): UsualOf {
  const known = new Map<string, Usual>()
  return ({ model }) => {
    const found = known.get(model ?? '') ?? usualOfModel(model, own, past)
    known.set(model ?? '', found)
    return found
  }
}

function usualOfModel(model: string | undefined, own: readonly JobView[], past: UsualTimesView | null): Usual {
  const alike = own.filter((job) => job.model === model)
  const besideAlike = stepTimes(alike)
  const beside = stepTimes(own)
  const flashes = hopTimes(alike)
  const steps = past?.steps ?? []
  const pastStep = (position: number, of: string | undefined): UsualTime | undefined =>
    timeOf(steps.find((step) => step.position === position && step.model === of))
  return {
    step: (position) =>
      besideAlike.get(position) ??
      beside.get(position) ??
      (model === undefined ? undefined : pastStep(position, model)) ??
      pastStep(position, undefined),
    hop: (hop) =>
      flashes.get(wayOf(hop)) ?? timeOf(past?.hops.find((one) => one.model === model && wayOf(one) === wayOf(hop))),
    pace: paceOf(own) ?? past?.pace,
  }
}

function timeOf(measured: { medianMs: number; p90Ms: number; count: number } | undefined): UsualTime | undefined {
  return measured && { ms: measured.medianMs, p90Ms: measured.p90Ms, count: measured.count }
}

/** Median over the flashes that ended well and had an estimate. */
function paceOf(jobs: readonly JobView[]): number | undefined {
  const ratios = jobs
    .flatMap((job) => job.hops)
    .flatMap((hop) => {
      const took = hop.status === 'SUCCESS' ? elapsed(hop, null) : null
      return took === null || hop.minutes === undefined || hop.minutes === 0 ? [] : [took / (hop.minutes * 60_000)]
    })
    .sort((a, b) => a - b)
  return ratios[Math.floor((ratios.length - 1) / 2)]
}

const wayOf = ({ component, from, to }: Pick<Hop, 'component' | 'from' | 'to'>) => `${component} ${from} ${to}`

function stepTimes(jobs: readonly JobView[]): Map<number, UsualTime> {
  return medians(jobs.flatMap((job) => job.steps.map((step) => [step.position, step] as const)))
}

function hopTimes(jobs: readonly JobView[]): Map<string, UsualTime> {
  return medians(jobs.flatMap((job) => job.hops.map((hop) => [wayOf(hop), hop] as const)))
}

/** Of those that ended well, by key. */
function medians<Key>(entries: readonly (readonly [Key, Pick<Hop, 'status' | 'startedAt' | 'finishedAt'>])[]) {
  const times = new Map<Key, number[]>()
  for (const [key, entry] of entries) {
    const took = entry.status === 'SUCCESS' ? elapsed(entry, null) : null
    if (took !== null) times.set(key, [...(times.get(key) ?? []), took])
  }
  return new Map<Key, UsualTime>(
    [...times].map(([key, list]) => {
      const sorted = list.sort((a, b) => a - b)
      return [key, { ms: sorted[Math.floor((sorted.length - 1) / 2)] ?? 0, count: sorted.length }]
    }),
  )
}
