import type { Shape } from '@/components/capacity/shape-fit'
import { classNames } from '@/components/ui/class-names'
import { Glyph } from '@/components/ui/glyph'
import { formatCount } from '@/components/ui/numbers'
import { ToneMark } from '@/components/ui/tone-mark'
import type { OrderView } from '@/lib/contracts/planning/order'
import type { InfeasibleDetails } from '@/lib/contracts/planning/plan'
import { planWords } from '@/lib/domain/state-words'
import type { PlanLimits } from './plan-options'
import { limitsText } from './plan-words'
import { type ResourceRow, resourceRows } from './shortfall-rows'
import { type CountedStep, countedSteps, type ShortBy, shortBy, shortHeadline, shortSentence } from './shortfall-words'

/** An honest no: what is short and by how much, and which servers were counted at all. */
export function NoPlan(props: {
  order: OrderView
  details: InfeasibleDetails
  limits: PlanLimits
  /** What all free servers hold together, for what is not short. */
  free: Shape | null
}) {
  const { order, details, limits, free } = props
  const by = shortBy(details, limits)
  const { counted } = details
  return (
    <section className="min-w-0 p-4">
      <ToneMark
        mark={planWords.NONE}
        word={details.proven ? 'No plan exists' : 'No plan found'}
        className="text-title"
      />
      <h2 className="mt-1 text-pretty font-semibold text-[22px] leading-7">
        {shortHeadline(details, order.datacenter, by)}
      </h2>
      <p className="mt-1 max-w-[76ch] text-pretty text-text2">
        {shortSentence(details, order, by, limitsText(limits))}
      </p>
      <ShortfallTable rows={resourceRows(details, order, free)} note={`Bar: what was asked. Mark: ${marks[by]}.`} />
      {counted === undefined ? null : (
        <Counted steps={countedSteps(counted, order.datacenter, limits.includeWarehouse)} />
      )}
    </section>
  )
}

const marks: Record<ShortBy, string> = {
  limits: 'the largest share of everything that keeps the limits',
  'within-limits': 'the most that the limits leave of it',
  stock: 'what all servers that could be chosen hold',
}

function ShortfallTable({ rows, note }: { rows: readonly ResourceRow[]; note: string }) {
  const most = (row: ResourceRow) => Math.max(row.asked, row.available ?? 0, 1)
  return (
    <table className="mt-4 w-full border-collapse">
      <caption className="caption-bottom pt-1.5 text-left text-small text-text3">{note}</caption>
      <thead>
        <tr className="h-[26px] text-small text-text3 [&>th:first-child]:text-left [&>th]:px-2 [&>th]:text-right max-tab:[&>th]:px-1 [&>th]:font-medium">
          <th scope="col">Resource</th>
          <td className="max-tab:hidden" />
          <th scope="col">Asked</th>
          <th scope="col">Could be served</th>
          <th scope="col">Short</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr
            key={row.name}
            className={classNames(
              'h-11 border-line border-t [&>td]:px-2 [&>td]:text-right max-tab:[&>td]:px-1',
              row.short > 0 && 't-fail bg-b [--gx:var(--b)]',
            )}
          >
            <th scope="row" className="whitespace-nowrap px-2 text-left font-semibold max-tab:px-1">
              {row.name}
            </th>
            <td className="w-2/5 max-tab:hidden">
              <div className="relative h-2.5 bg-sunken" aria-hidden>
                <div
                  className={classNames('h-full', row.short > 0 ? 'hatch-tint' : 'bg-live')}
                  style={{ width: `${(row.asked / most(row)) * 100}%` }}
                />
                <span
                  className="absolute -top-1 -bottom-1 w-0.5 -translate-x-1/2 bg-text"
                  style={{ left: `${((row.available ?? most(row)) / most(row)) * 100}%` }}
                />
              </div>
            </td>
            <td>{formatCount(row.asked)}</td>
            <td>{row.available === null ? 'enough' : formatCount(row.available)}</td>
            <td>
              {row.short > 0 ? (
                <span className="inline-flex items-center gap-1.5 font-semibold text-x">
                  <Glyph name="x" />
                  {formatCount(row.short)}
                </span>
              ) : (
                <ToneMark mark={planWords.FITS} word="fits" />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Counted({ steps }: { steps: readonly CountedStep[] }) {
  const all = Math.max(1, steps[0]?.count ?? 1)
  return (
    <>
      <h3 className="mt-5 mb-1.5 font-semibold">Which servers were counted</h3>
      <ul className="border-line border-b">
        {steps.map(({ words, count, note }) => (
          <li
            key={words}
            className="grid min-h-[38px] grid-cols-[190px_64px_minmax(60px,168px)_minmax(0,1fr)] items-center gap-x-3 border-line border-t py-1.5 max-tab:grid-cols-[minmax(0,1fr)_auto]"
          >
            <span>{words}</span>
            <b className="text-right">{formatCount(count)}</b>
            <span aria-hidden className="block h-2 max-tab:hidden">
              <span
                className="block h-full min-w-0.5 bg-live"
                style={{ width: count === 0 ? 0 : `${(count / all) * 100}%` }}
              />
            </span>
            <span className="text-pretty text-small text-text2 max-tab:col-span-2">{note}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
