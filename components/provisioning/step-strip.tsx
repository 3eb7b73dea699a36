import Link from 'next/link'
import { classNames } from '@/components/ui/class-names'
import { Glyph } from '@/components/ui/glyph'
import { formatCount } from '@/components/ui/numbers'
import type { JobsOverviewView } from '@/lib/contracts/provisioning/overview'
import { JOB_KINDS, type JobKind } from '@/lib/domain/job-state'
import { stepsOf } from '@/lib/domain/provisioning/steps'
import { shortNames } from './job-columns'
import { type JobFilters, jobsHref } from './job-filters'

type StepCount = JobsOverviewView['steps'][number]

const titles: Record<JobKind, string> = { provision: 'Provision', wipe: 'Wipe' }

/** What runs now, by step: how many jobs are at it, and beside them those that wait. Each figure narrows the list below. */
export function StepStrip({ steps, filters }: { steps: readonly StepCount[]; filters: JobFilters }) {
  return (
    <section aria-label="Running now, by step">
      {JOB_KINDS.map((kind) => (
        <div key={kind} className="border-line border-t first:border-t-0 wide:flex">
          <h2 className="w-24 flex-none px-4 pt-3 font-semibold max-wide:pt-2 max-wide:pb-1">{titles[kind]}</h2>
          <ol className="grid min-w-0 flex-1 grid-flow-col auto-cols-fr max-wide:grid-flow-row max-wide:grid-cols-4 max-tab:grid-cols-2">
            {stepsOf(kind).map(({ position, key, name }) => (
              <StepFigure
                key={key}
                name={key === 'firmware' ? name : (shortNames[key] ?? name)}
                kind={kind}
                position={position}
                count={steps.find((step) => step.kind === kind && step.position === position)}
                filters={filters}
              />
            ))}
          </ol>
        </div>
      ))}
    </section>
  )
}

function StepFigure(props: {
  kind: JobKind
  position: number
  name: string
  count: StepCount | undefined
  filters: JobFilters
}) {
  const { kind, position, name, count, filters } = props
  const { running, waiting, pending } = count ?? { running: 0, waiting: 0, pending: 0 }
  const chosen = filters.kind === kind && filters.step === position
  const href = (change: Partial<JobFilters>) => jobsHref(filters, { kind, step: position, status: [], ...change })
  return (
    <li
      className={classNames(
        'min-w-0 border-line border-l px-3 py-2 max-wide:border-t',
        chosen && 'bg-accent-tint shadow-[inset_0_-2px_0_var(--accent)] [--gx:var(--accent-tint)]',
      )}
    >
      <Link
        href={href({})}
        scroll={false}
        prefetch={false}
        aria-current={chosen ? 'true' : undefined}
        className="block text-small text-text2 hover:underline"
      >
        <span className="text-text3">{position}</span> {name}
      </Link>
      <span className="flex flex-wrap items-baseline gap-x-2.5">
        <Link
          href={href({ status: ['RUNNING'] })}
          scroll={false}
          prefetch={false}
          className={classNames(
            'inline-flex items-center gap-1.5 font-medium text-figure hover:underline',
            running === 0 ? 'text-text3' : 'text-work-x',
          )}
        >
          {running === 0 ? null : <Glyph name="half-disc" />}
          {formatCount(running)}
          <span className="sr-only">running at {name}</span>
        </Link>
        <Waiting waiting={waiting} pending={pending} href={href({ status: ['PENDING'] })} />
      </span>
    </li>
  )
}

/** Beside those that run: those that say what they wait for, and those that are only next. */
function Waiting({ waiting, pending, href }: { waiting: number; pending: number; href: string }) {
  if (waiting + pending === 0) return null
  return (
    <Link
      href={href}
      scroll={false}
      prefetch={false}
      className={classNames(
        'inline-flex items-center gap-1 whitespace-nowrap text-small hover:underline',
        waiting > 0 ? 'font-medium text-warn-x' : 'text-text2',
      )}
    >
      <Glyph name={waiting > 0 ? 'hourglass' : 'clock'} size={12} />
      {waiting > 0 ? `${formatCount(waiting)} ${waiting === 1 ? 'waits' : 'wait'}` : null}
      {waiting > 0 && pending > 0 ? ', ' : null}
      {pending > 0 ? `${formatCount(pending)} pending` : null}
    </Link>
  )
}
