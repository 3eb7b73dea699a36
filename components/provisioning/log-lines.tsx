import { ArrowText } from '@/components/ui/arrow-text'
import { classNames } from '@/components/ui/class-names'
import { Time } from '@/components/ui/time'
import type { LogKind } from '@/lib/domain/provisioning/log-line'
import type { LogLine } from './lines-by-step'

const tones: Partial<Record<LogKind, string>> = {
  fail: 'text-fail-x',
  wait: 'text-warn-x',
  cancel: 'text-warn-x',
  done: 'text-free-x',
  verify: 'text-free-x',
}

/** Lines of a log: time of day, what it is about, what happened. Long versions and names break where they must. */
export function LogLines({ lines, days = false }: { lines: readonly LogLine[]; days?: boolean }) {
  return (
    <ol className="mono text-small leading-[18px]">
      {lines.map((line, index) => {
        const day = line.at.slice(0, 10)
        const newDay = days && day !== lines[index - 1]?.at.slice(0, 10)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a log only grows at its end, and two lines may be the same
          <li key={`${line.at}${index}`}>
            {newDay ? (
              <span className="block pt-1.5 pb-0.5 font-sans text-note text-text3 first:pt-0">
                <Time at={line.at} look="day" />
              </span>
            ) : null}
            <span className="grid grid-cols-[64px_62px_minmax(0,1fr)] max-tab:grid-cols-[64px_minmax(0,1fr)]">
              <span className="text-text3">
                <Time at={line.at} look="seconds" />
              </span>
              <span className={classNames('font-medium', tones[line.kind] ?? 'text-text2')}>{line.kind}</span>
              <span className="text-pretty text-text [overflow-wrap:anywhere] max-tab:col-span-2 max-tab:pb-1">
                <ArrowText>{line.text}</ArrowText>
              </span>
            </span>
          </li>
        )
      })}
    </ol>
  )
}
