import { type ModelStock, resourceWords } from '@/components/capacity/shape-fit'
import { classNames } from '@/components/ui/class-names'
import { countOf, formatCount } from '@/components/ui/numbers'
import { ToneMark } from '@/components/ui/tone-mark'
import { planWords } from '@/lib/domain/state-words'
import { asksForSomething, type Draft } from './order-draft'
import { bindingOf, type Fit, fitOf, type ResourceFit } from './order-fit'

/** Beside the form, as one types: does it fit what is free now, and which resource binds. */
export function FitNote({ models, draft }: { models: readonly ModelStock[]; draft: Draft }) {
  const fit = fitOf(models, draft, false)
  const withWarehouse = fit.fits ? fit : fitOf(models, draft, true)
  return (
    <aside
      aria-live="polite"
      className="flex min-w-0 flex-col gap-3 border-line border-l bg-canvas p-4 max-wide:border-t max-wide:border-l-0"
    >
      <Verdict draft={draft} fit={fit} withWarehouse={withWarehouse} />
      <ul className="flex flex-col gap-3">
        {fit.resources.map((entry) => (
          <ResourceBar key={entry.resource} entry={entry} binds={entry === bindingOf(fit) && entry.asked > 0} />
        ))}
      </ul>
      {fit.lines.some(({ found, wanted }) => found < wanted) ? (
        <ul className="text-small text-text2">
          {fit.lines.map((line, index) =>
            line.found >= line.wanted ? null : (
              // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its place
              <li key={index}>
                Line {index + 1}: {formatCount(line.found)} of {countOf(line.wanted, 'server')} found.
              </li>
            ),
          )}
        </ul>
      ) : null}
      <p className="text-small text-text3">
        An estimate from what is free by model in {draft.datacenter}, {countOf(fit.servers, 'server')} racked. The plan
        itself knows racks, holds and limits.
      </p>
    </aside>
  )
}

function Verdict({ draft, fit, withWarehouse }: { draft: Draft; fit: Fit; withWarehouse: Fit }) {
  if (!asksForSomething(draft)) return <p className="font-semibold text-title">Type what is needed</p>
  if (fit.fits) {
    const binding = bindingOf(fit)
    return (
      <div>
        <ToneMark mark={planWords.FITS} word="Fits what is free now" className="text-title" />
        {binding === null ? null : (
          <p className="mt-0.5 text-text2">
            {resourceWords[binding.resource].label} {binding.resource === 'cpuCores' ? 'are' : 'is'} the tightest:{' '}
            {Math.round((binding.asked / Math.max(1, binding.available)) * 100)} % of what is free.
          </p>
        )}
      </div>
    )
  }
  return (
    <div>
      <ToneMark mark={planWords.SHORT} word={shortText(fit)} className="text-title [--gx:var(--canvas)]" />
      <p className="mt-0.5 text-text2">
        {withWarehouse.fits
          ? 'It fits with the servers in the warehouse, once they are racked.'
          : 'The draft can be made all the same; the plan will say what would make it fit.'}
      </p>
    </div>
  )
}

function shortText(fit: Fit): string {
  const short = fit.resources.filter(({ asked, available }) => asked > available)
  if (short.length === 0) return 'Too few servers of this shape'
  return short
    .map(({ resource, asked, available }) => `${formatCount(asked - available)} ${resourceWords[resource].unit} short`)
    .join(', ')
}

function ResourceBar({ entry, binds }: { entry: ResourceFit; binds: boolean }) {
  const { resource, asked, available } = entry
  const short = asked > available
  const most = Math.max(asked, available, 1)
  return (
    <li>
      <div className="flex items-baseline gap-2">
        <span className={binds ? 'font-semibold' : undefined}>{resourceWords[resource].label}</span>
        {binds ? <span className="text-note text-text3">binds</span> : null}
        <span className="ml-auto text-text2">
          <b className={short ? 't-fail text-x' : 'text-text'}>{formatCount(asked)}</b> of {formatCount(available)} free
        </span>
      </div>
      <div className="relative mt-1 h-2.5 bg-sunken" aria-hidden>
        <div
          className={classNames('h-full', short ? 't-fail hatch-tint' : 'bg-live')}
          style={{ width: `${(asked / most) * 100}%` }}
        />
        <span className="absolute -top-0.5 -bottom-0.5 w-px bg-text" style={{ left: `${(available / most) * 100}%` }} />
      </div>
    </li>
  )
}
