'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useUrlWord } from '@/components/tickets/use-url-word'
import { classNames } from '@/components/ui/class-names'
import { formatCount } from '@/components/ui/numbers'
import { Section } from '@/components/ui/section'
import { Segment } from '@/components/ui/segment'
import { Time } from '@/components/ui/time'
import type { TelemetryStripsView } from '@/lib/contracts/inventory/server-life'
import { STRIP_SPANS, type StripSpan } from '@/lib/contracts/inventory/strip-spans'
import { telemetryStripsQuery } from './server-queries'
import { stripPath } from './strip-path'

type Strip = TelemetryStripsView['strips'][number]

const units: Record<Strip['unit'], string> = { celsius: '°C', count: 'at most', events: 'times' }
const spanLabels: Record<StripSpan, string> = { '24h': '24 h', '7d': '7 d', '30d': '30 d' }

/** What the server reported lately, a strip a kind: its worst reading in each stretch of time, and the limit of its rule. */
export function TelemetryStrips({ barcode, first }: { barcode: string; first: TelemetryStripsView }) {
  const [word, setWord] = useUrlWord('span')
  const span = STRIP_SPANS.find((one) => one === word) ?? '24h'
  const { pollMs, ...query } = telemetryStripsQuery(barcode, span)
  const asked = useQuery({
    ...query,
    refetchInterval: pollMs,
    placeholderData: keepPreviousData,
    ...(span === first.span ? { initialData: first } : {}),
  })
  const view = asked.data ?? first
  return (
    <Section
      title="Telemetry"
      note={asked.isError ? 'may be old' : undefined}
      actions={
        <Segment
          label="Stretch of telemetry"
          value={span}
          options={STRIP_SPANS.map((value) => ({ value, label: spanLabels[value] }))}
          onChange={(value) => setWord(value === '24h' ? null : value)}
        />
      }
    >
      {view.strips.length === 0 ? (
        <p className="text-text2">It has reported nothing in this time.</p>
      ) : (
        <ul aria-label="Telemetry by kind">
          {view.strips.map((strip) => (
            <StripRow key={strip.kind} strip={strip} view={view} />
          ))}
        </ul>
      )}
    </Section>
  )
}

function StripRow({ strip, view }: { strip: Strip; view: TelemetryStripsView }) {
  const { kind, unit, limit, last } = strip
  const over = limit !== undefined && strip.points.some(({ value }) => value > limit)
  const { path, limitY } = stripPath(strip, { from: view.from, until: view.until })
  return (
    <li className="border-line border-t py-1 first:border-t-0">
      <div className="flex items-center gap-3">
        <span className="w-36 min-w-0 flex-none">
          <b className="mono block truncate text-small">{kind}</b>
          <span className="text-small text-text3">{limit === undefined ? '' : `limit ${formatCount(limit)}`}</span>
        </span>
        <svg
          aria-hidden
          viewBox="0 0 96 24"
          preserveAspectRatio="none"
          className={classNames('h-7 min-w-0 flex-1', over ? 't-fail text-x' : 'text-text2')}
        >
          <title>{kind}</title>
          {limitY === null ? null : (
            <line
              x1={0}
              x2={96}
              y1={limitY}
              y2={limitY}
              className="t-warn stroke-f"
              strokeDasharray="2 2"
              vectorEffect="non-scaling-stroke"
            />
          )}
          <path d={path} fill="none" stroke="currentColor" strokeWidth={1.5} vectorEffect="non-scaling-stroke" />
        </svg>
        <span className={classNames('w-16 flex-none text-right', over && 't-fail text-x')}>
          <b className="block tabular-nums">{formatCount(last)}</b>
          <span className="text-small text-text3">{units[unit]}</span>
        </span>
      </div>
      <details className="text-small">
        <summary className="w-fit cursor-pointer text-accent-text glove:py-2.5">
          Readings, last <Time at={strip.lastAt} look="ago" />
        </summary>
        <table className="mt-1 w-full">
          <thead>
            <tr className="text-left text-text3">
              <th className="font-medium">From, UTC</th>
              <th className="text-right font-medium">Worst</th>
              <th className="text-right font-medium">Times</th>
            </tr>
          </thead>
          <tbody>
            {strip.points.map(({ at, value, events }) => (
              <tr key={at}>
                <td className="mono">
                  <Time at={at} />
                </td>
                <td className="text-right">{formatCount(value)}</td>
                <td className="text-right">{formatCount(events)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </li>
  )
}
