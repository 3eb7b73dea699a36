import { classNames } from './class-names'

/** A bar of known length, 4 px, in a tone (work by default). `label` says what runs: "Install image, 63 %". */
export function Progress(props: {
  value: number
  max?: number | undefined
  label: string
  tone?: 'work' | 'free' | 'warn' | 'fail' | undefined
  className?: string | undefined
}) {
  const { value, max = 100, label, tone = 'work', className } = props
  const share = max <= 0 ? 0 : Math.min(1, Math.max(0, value / max))
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={value}
      className={classNames(
        `t-${tone}`,
        'h-1 bg-b shadow-[inset_0_0_0_1px_color-mix(in_srgb,var(--f)_45%,transparent)]',
        className,
      )}
    >
      <div className="h-full bg-f transition-[width] duration-300" style={{ width: `${share * 100}%` }} />
    </div>
  )
}
