import { classNames } from './class-names'

const WARN_AT = 0.9

/**
 * What is used of a budget: track, fill, a mark at 90 % and the warn tone from there; what a pending move adds is hatched.
 * `label` says it in words for those who can't see it: "Power, 6.4 of 8.0 kW".
 */
export function BudgetBar(props: {
  used: number
  budget: number
  pending?: number | undefined
  label: string
  height?: number | undefined
  className?: string | undefined
}) {
  const { used, budget, pending = 0, label, height = 4, className } = props
  const share = budget <= 0 ? 0 : Math.min(1, used / budget)
  const more = budget <= 0 ? 0 : Math.min(1 - share, pending / budget)
  const hot = budget > 0 && (used + pending) / budget >= WARN_AT
  return (
    // biome-ignore lint/a11y/useSemanticElements: <meter> can't show the mark and the hatched part
    <div
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={budget}
      aria-valuenow={used}
      className={classNames('relative flex bg-sunken shadow-[inset_0_0_0_1px_var(--line)]', className)}
      style={{ height }}
    >
      <span className={hot ? 'bg-warn' : 'bg-text2'} style={{ width: `${share * 100}%` }} />
      {more > 0 ? (
        <span className={classNames(hot ? 't-warn' : 't-free', 'hatch')} style={{ width: `${more * 100}%` }} />
      ) : null}
      <span aria-hidden className="absolute -top-0.5 -bottom-0.5 left-[90%] w-px bg-text" />
    </div>
  )
}
