import type { NoPath } from '@/components/provisioning/no-paths'
import { classNames } from '@/components/ui/class-names'
import { Glyph } from '@/components/ui/glyph'
import type { StepState } from '@/lib/domain/step-state'
import { durationText, elapsed, type Hop, hopChains, hopTime, shareDone, type Usual } from './job-progress'

const MINUTE = 60_000
/** Hops that fit beside each other, their lines drawn shorter; a longer chain goes on below. */
const ON_ONE_LINE = 3

/** "System ROM" → "ROM": all of a server is the system's. */
const shortComponent = (component: string) => component.replace(/^System /, '')

/** Version, line, version: solid done with the time it took, filling while it runs, dashed to come, dotted where it failed. */
export function HopTracks(props: { hops: readonly Hop[]; usual: Usual; now: number | null }) {
  const { hops, usual, now } = props
  return (
    <div className="min-w-0 wide:py-1">
      {hopChains(hops).map(({ component, hops: chain }) => (
        <div
          key={component}
          className={classNames(
            'flex min-h-[21px] flex-wrap items-center text-small',
            chain.length <= ON_ONE_LINE && 'wide:flex-nowrap',
          )}
        >
          <span className="w-14 flex-none truncate pr-1 text-text3" title={component}>
            {shortComponent(component)}
          </span>
          <span className="mono flex-none text-text2">{chain[0]?.from}</span>
          {chain.map((hop) => (
            <HopLeg key={`${hop.from} ${hop.to}`} hop={hop} expected={hopTime(hop, usual)} now={now} />
          ))}
        </div>
      ))}
    </div>
  )
}

const lineLooks: Record<StepState, string> = {
  SUCCESS: 'h-[3px] bg-free',
  RUNNING: 'h-[3px] bg-work-b shadow-[0_0_0_1px_color-mix(in_srgb,var(--work)_45%,transparent)]',
  PENDING: 'border-line2 border-t-[1.5px] border-dashed',
  FAILED: 'border-fail border-t-2 border-dotted',
  CANCELLED: 'border-line2 border-t-[1.5px] border-dotted',
  SKIPPED: 'border-line2 border-t-[1.5px] border-dotted',
}
const versionLooks: Record<StepState, string> = {
  SUCCESS: 'text-free-x',
  RUNNING: 'font-semibold text-work-x',
  PENDING: 'text-text3',
  FAILED: 'font-semibold text-fail-x',
  CANCELLED: 'text-text3',
  SKIPPED: 'text-text3',
}
const spoken: Record<StepState, string> = {
  SUCCESS: 'done',
  RUNNING: 'running',
  PENDING: 'to come',
  FAILED: 'failed',
  CANCELLED: 'cancelled',
  SKIPPED: 'skipped',
}

function HopLeg({ hop, expected, now }: { hop: Hop; expected: number | undefined; now: number | null }) {
  const took = elapsed(hop, now)
  const share = hop.status === 'RUNNING' ? shareDone(took, expected) : null
  return (
    <span className="inline-flex min-w-0 items-center">
      <span className="relative mx-1 h-5 w-14 min-w-4 shrink" title={hop.error}>
        <span
          aria-hidden
          className={classNames(
            'absolute inset-x-0 -top-0.5 whitespace-nowrap text-center text-[10px] leading-3',
            hop.status === 'RUNNING'
              ? 'font-medium text-work-x'
              : hop.status === 'FAILED'
                ? 'text-fail-x'
                : 'text-text3',
          )}
        >
          {hopText(hop, expected, took)}
        </span>
        <span aria-hidden className={classNames('absolute inset-x-0 top-[11px]', lineLooks[hop.status])}>
          {hop.status === 'RUNNING' ? (
            <span
              className={classNames('block h-[3px] bg-work', share === null && 'w-1/3')}
              style={share === null ? undefined : { width: `${share * 100}%` }}
            />
          ) : null}
        </span>
        <span className="sr-only">
          to {hop.to}, {spoken[hop.status]}
          {took === null ? '' : `, ${durationText(took)}`}
        </span>
      </span>
      <span
        aria-hidden
        className={classNames('mono inline-flex flex-none items-center gap-0.5', versionLooks[hop.status])}
      >
        {hop.status === 'SUCCESS' ? <Glyph name="check" size={11} /> : null}
        {hop.status === 'FAILED' ? <Glyph name="x" size={11} /> : null}
        {hop.to}
      </span>
    </span>
  )
}

function hopText(hop: Hop, expected: number | undefined, took: number | null): string {
  if (hop.status === 'SUCCESS' && took !== null) return durationText(took)
  const minutes = expected === undefined ? null : Math.max(1, Math.round(expected / MINUTE))
  if (hop.status === 'RUNNING' && took !== null) {
    return minutes === null ? durationText(took) : `${durationText(took)} of ${minutes}`
  }
  if (hop.status === 'FAILED') return 'failed'
  return minutes === null ? '' : `${minutes} min`
}

/** Where no chain leads to the target: as far as one goes, then dotted. */
export function NoPathTracks({ paths }: { paths: readonly NoPath[] }) {
  return (
    <div className="min-w-0 wide:py-1">
      {paths.map(({ component, current, nearest, target }) => (
        <div key={component} className="flex min-h-[21px] items-center whitespace-nowrap text-small">
          <span className="w-14 flex-none truncate pr-1 text-text3" title={component}>
            {shortComponent(component)}
          </span>
          <span className="mono flex-none text-text2">{current}</span>
          {nearest === current ? null : (
            <>
              <span aria-hidden className="mx-1 w-14 min-w-6 shrink border-line2 border-t-[1.5px] border-dashed" />
              <span className="sr-only"> as far as </span>
              <span className="mono flex-none text-text2">{nearest}</span>
            </>
          )}
          <span className="relative mx-1 h-5 w-14 min-w-10 shrink">
            <span className="absolute inset-x-0 -top-0.5 text-center text-[10px] text-fail-x leading-3">no path</span>
            <span aria-hidden className="absolute inset-x-0 top-[11px] border-fail border-t-2 border-dotted" />
          </span>
          <span className="mono inline-flex flex-none items-center gap-0.5 font-semibold text-fail-x">
            <Glyph name="x" size={11} />
            {target}
          </span>
        </div>
      ))}
    </div>
  )
}
