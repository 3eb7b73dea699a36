import { countOf } from '@/components/ui/numbers'
import { dayText } from '@/components/ui/time-text'
import type { DryRunView } from '@/lib/contracts/telemetry/dry-run'

const HEIGHT = 56
const STEP = 16
const BAR = 11

type Day = DryRunView['days'][number]

/** Tickets a day: a bar for the rule as it would be, a line across it for the rules as they are. */
export function DayBars({ days, until }: { days: readonly Day[]; until: string }) {
  const most = Math.max(1, ...days.map((day) => Math.max(day.proposed, day.present)))
  const now = new Date(until)
  const text = (day: Day) => dayText(new Date(`${day.day}T00:00:00Z`), now)
  const heightOf = (count: number) => (count === 0 ? 0 : Math.max(3, (count / most) * (HEIGHT - 2)))
  const busy = days.filter((day) => day.proposed > 0 || day.present > 0)
  const words = busy.map((day) => `${text(day)} ${day.proposed}, today’s rules ${day.present}`).join('; ')
  const [first, last] = [days[0], days.at(-1)]
  return (
    <figure>
      <svg
        viewBox={`0 0 ${days.length * STEP} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Tickets by day: ${words === '' ? 'none' : words}`}
        className="block h-14 w-full border-line2 border-b"
      >
        {days.map((day, index) => (
          <g key={day.day}>
            <title>{`${text(day)}: ${countOf(day.proposed, 'ticket')}, today’s rules ${day.present}`}</title>
            <rect x={index * STEP} y={0} width={STEP} height={HEIGHT} fill="transparent" />
            <rect
              x={index * STEP + (STEP - BAR) / 2}
              y={HEIGHT - heightOf(day.proposed)}
              width={BAR}
              height={heightOf(day.proposed)}
              fill="var(--work)"
            />
            {day.present === 0 ? null : (
              <rect
                x={index * STEP + 1}
                y={HEIGHT - heightOf(day.present)}
                width={STEP - 2}
                height={2}
                fill="var(--text)"
              />
            )}
          </g>
        ))}
      </svg>
      <figcaption className="mt-1 flex flex-wrap items-center gap-x-3 text-small text-text3">
        <span>{first === undefined ? '' : text(first)}</span>
        <span className="inline-flex items-center gap-1.5 text-text2">
          <span aria-hidden className="h-2.5 w-2.5 bg-[var(--work)]" /> with this rule
        </span>
        <span className="inline-flex items-center gap-1.5 text-text2">
          <span aria-hidden className="h-0.5 w-3 bg-[var(--text)]" /> today’s rules
        </span>
        <span>most on a day {most}</span>
        <span className="ml-auto">{last === undefined ? '' : text(last)}</span>
      </figcaption>
    </figure>
  )
}
