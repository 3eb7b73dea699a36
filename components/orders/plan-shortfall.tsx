import Link from 'next/link'
import type { ReactNode } from 'react'
import { classNames } from '@/components/ui/class-names'
import { Glyph, type GlyphName } from '@/components/ui/glyph'
import { countOf, formatCount } from '@/components/ui/numbers'
import { ToneMark } from '@/components/ui/state-mark'
import type { CapacityView } from '@/lib/contracts/planning/capacity'
import type { Shortfall } from '@/lib/domain/planning/plan'
import type { Draft } from './order-draft'
import { fitOf } from './order-fit'

const names: Record<Shortfall['resource'], { row: string; of: string; unit: string }> = {
  cpuCores: { row: 'Cores', of: 'cores', unit: '' },
  ramGb: { row: 'RAM, GB', of: 'RAM', unit: ' GB of' },
  nvmeGb: { row: 'NVMe, GB', of: 'NVMe', unit: ' GB of' },
  servers: { row: 'Servers', of: 'servers of the shape', unit: '' },
}

const sentence = ({ resource, asked, available }: Shortfall) =>
  `${formatCount(asked - available)}${names[resource].unit} ${names[resource].of}`

/** An honest no: what is short and by how much at the left, what would make it fit at the right. */
export function PlanShortfall(props: {
  draft: Draft
  detail: string
  shortfall: readonly Shortfall[]
  capacity: CapacityView
  includeWarehouse: boolean
  limited: boolean
  lessHref: string
  onWarehouse: () => void
  onNoLimits: () => void
  hrefIn: (datacenter: string) => string
}) {
  const { draft, detail, shortfall } = props
  return (
    <div className="grid flex-1 grid-cols-[minmax(0,1fr)_436px] max-wide:grid-cols-1 max-wide:content-start">
      <section className="min-w-0 p-4">
        <ToneMark mark={{ tone: 'fail', glyph: 'diamond-x', word: 'No plan found' }} className="text-title" />
        <h2 className="mt-1 text-pretty font-semibold text-[22px] leading-7">
          {shortfall.length === 0
            ? `${draft.datacenter} cannot serve this within the limits.`
            : `${draft.datacenter} is ${shortfall.map(sentence).join(' and ')} short.`}
        </h2>
        <p className="mt-1 max-w-[70ch] text-pretty text-text2">{detail}</p>
        {shortfall.length === 0 ? null : <ShortfallTable shortfall={shortfall} />}
      </section>
      <WaysOut {...props} />
    </div>
  )
}

function ShortfallTable({ shortfall }: { shortfall: readonly Shortfall[] }) {
  return (
    <table className="mt-4 w-full border-collapse">
      <thead>
        <tr className="h-[26px] text-small text-text3 [&>th]:px-2 [&>th]:font-medium [&>th:first-child]:pl-0">
          <th scope="col" className="text-left">
            Resource
          </th>
          <th scope="col" className="max-tab:hidden">
            <span className="sr-only">Share</span>
          </th>
          <th scope="col" className="text-right">
            Asked
          </th>
          <th scope="col" className="text-right">
            Could be served
          </th>
          <th scope="col" className="text-right">
            Short
          </th>
        </tr>
      </thead>
      <tbody>
        {shortfall.map((entry) => (
          <tr
            key={`${entry.resource}${entry.line ?? ''}`}
            className="t-fail h-11 border-line border-t bg-b [&>td]:px-2 [--gx:var(--b)]"
          >
            <th scope="row" className="whitespace-nowrap pl-2 text-left font-semibold">
              {names[entry.resource].row}
              {entry.line === undefined ? null : (
                <span className="font-normal text-text3"> of line {entry.line + 1}</span>
              )}
            </th>
            <td className="w-2/5 max-tab:hidden">
              <div className="relative h-2.5 hatch-tint" aria-hidden>
                <span
                  className="absolute -top-1 -bottom-1 w-0.5 bg-text"
                  style={{ left: `${(entry.available / Math.max(1, entry.asked)) * 100}%` }}
                />
              </div>
            </td>
            <td className="text-right">{formatCount(entry.asked)}</td>
            <td className="text-right">{formatCount(entry.available)}</td>
            <td className="text-right">
              <span className="inline-flex items-center gap-1.5 font-semibold text-x">
                <Glyph name="x" />
                {formatCount(entry.asked - entry.available)}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
      <caption className="caption-bottom pt-1.5 text-left text-small text-text3">
        Bar: what was asked. Mark: what the eligible servers can serve.
      </caption>
    </table>
  )
}

function WaysOut(props: Parameters<typeof PlanShortfall>[0]) {
  const { draft, capacity, includeWarehouse, limited, shortfall, lessHref, onWarehouse, onNoLimits, hrefIn } = props
  const here = capacity.models.filter((model) => model.datacenter === draft.datacenter)
  const inWarehouse = here.reduce((sum, model) => sum + model.warehouse, 0)
  const elsewhere = capacity.datacenters.filter(
    ({ code }) =>
      code !== draft.datacenter &&
      fitOf(
        capacity.models.filter((model) => model.datacenter === code),
        draft,
        includeWarehouse,
      ).fits,
  )
  return (
    <section className="min-w-0 border-line border-l bg-canvas p-4 max-wide:border-t max-wide:border-l-0">
      <h2 className="font-semibold">What could be changed</h2>
      <p className="mt-0.5 mb-2 text-small text-text3">By what is free now; each is planned anew when it is chosen.</p>
      <ul className="flex flex-col gap-2">
        {includeWarehouse || inWarehouse === 0 ? null : (
          <Way
            glyph="house"
            title={`Include the warehouses of ${draft.datacenter}`}
            note={`adds ${countOf(inWarehouse, 'server')} that must be racked first`}
            good={fitOf(here, draft, true).fits}
            onClick={onWarehouse}
          />
        )}
        {limited ? (
          <Way
            glyph="rack"
            title="Lift the limits per rack"
            note="plans without the most a rack may take"
            good={fitOf(here, draft, includeWarehouse).fits}
            onClick={onNoLimits}
          />
        ) : null}
        <Way
          glyph="sum"
          title="Ask for less"
          note={
            shortfall.length === 0
              ? 'changes what is asked'
              : shortfall.map((entry) => `${sentence(entry)} less`).join(', ')
          }
          href={lessHref}
        />
        {elsewhere.map((row) => (
          <Way
            key={row.code}
            glyph="pin"
            title={`Order in ${row.code} instead`}
            note={`${row.name}, ${countOf(row.free, 'server')} free`}
            good
            href={hrefIn(row.code)}
          />
        ))}
      </ul>
    </section>
  )
}

function Way(props: {
  glyph: GlyphName
  title: string
  note: string
  good?: boolean
  href?: string
  onClick?: () => void
}) {
  const { glyph, title, note, good = false, href, onClick } = props
  const look =
    'flex w-full items-center gap-3 rounded-control border border-line2 bg-surface px-3 py-2 text-left hover:border-control'
  const content: ReactNode = (
    <>
      <Glyph name={glyph} size={16} className="text-text2" />
      <span className="min-w-0 flex-1">
        <span className="block font-semibold">{title}</span>
        <span className="block text-small text-text2">{note}</span>
        {good ? (
          <ToneMark
            size="small"
            className="mt-0.5"
            mark={{ tone: 'free', glyph: 'ringed-check', word: 'fits what is free now' }}
          />
        ) : null}
      </span>
      <Glyph name="right" className="text-text3" />
    </>
  )
  return (
    <li>
      {href === undefined ? (
        <button type="button" onClick={onClick} className={classNames(look, 'cursor-pointer')}>
          {content}
        </button>
      ) : (
        <Link href={href} className={look}>
          {content}
        </Link>
      )}
    </li>
  )
}
