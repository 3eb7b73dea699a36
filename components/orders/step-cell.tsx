import { durationText, elapsed, type Step, shareDone } from '@/components/provisioning/job-progress'
import { classNames } from '@/components/ui/class-names'
import { Glyph } from '@/components/ui/glyph'
import { stepMark } from '@/lib/domain/state-words'

/** One step of a job: done with what it took, running and filling, failed, or still to come with what it usually takes. */
export function StepCell(props: { step: Step; usualMs: number | undefined; now: number | null }) {
  const { step, usualMs, now } = props
  const took = elapsed(step, now)
  const mark = stepMark(step.status)
  const name = (
    <span className="sr-only">
      {step.name}, {mark.word}{' '}
    </span>
  )
  if (step.status === 'PENDING') {
    return (
      <span className="flex items-center gap-1 text-small text-text3">
        {name}
        <span aria-hidden className="w-3 border-line2 border-t-[1.5px] border-dashed" />
        {usualMs === undefined ? null : <span>{Math.max(1, Math.round(usualMs / 60_000))} m</span>}
      </span>
    )
  }
  if (step.status === 'RUNNING') {
    const share = shareDone(took, usualMs)
    return (
      <span className="block text-small text-work-x">
        {name}
        <span className="flex items-center gap-1 font-medium">
          <Glyph name="half-disc" size={12} />
          {took === null ? '' : durationText(took)}
        </span>
        <span
          aria-hidden
          className="mt-[3px] block h-1 max-w-24 overflow-hidden bg-work-b shadow-[inset_0_0_0_1px_color-mix(in_srgb,var(--work)_45%,transparent)]"
        >
          <span
            className={classNames(
              'block h-full bg-work',
              share === null && 'w-1/3 animate-[busy_1.6s_linear_infinite]',
            )}
            style={share === null ? undefined : { width: `${share * 100}%` }}
          />
        </span>
      </span>
    )
  }
  const done = step.status === 'SUCCESS'
  return (
    <span
      className={classNames(
        `t-${mark.tone}`,
        'flex items-center gap-1 whitespace-nowrap text-small',
        done ? 'text-text2' : 'text-x',
      )}
      title={step.error}
    >
      {name}
      <Glyph name={done ? 'check' : mark.glyph} size={12} className={done ? 'text-free-x' : undefined} />
      {done && took !== null ? durationText(took) : <span aria-hidden>{mark.word.toLowerCase()}</span>}
    </span>
  )
}
