import { formatCount } from '@/components/ui/numbers'
import { Popover } from '@/components/ui/popover'
import type { CapacityView } from '@/lib/contracts/planning/capacity'
import type { PlanComparison } from '@/lib/contracts/planning/plan'
import { missingOnRecord } from './plan-words'

/** How many servers could be chosen, of how many, and where the others are. */
export function UsableServers({ comparison, site }: { comparison: PlanComparison; site: Site | undefined }) {
  const { usable } = comparison
  if (site === undefined) return <span className="text-text2">{formatCount(usable)} servers could be chosen.</span>
  return (
    <span className="text-text2">
      {formatCount(usable)} of {formatCount(site.servers)} servers could be chosen,{' '}
      <Popover trigger="why the others not" label="Why other servers could not be chosen" side="top">
        <h2 className="mb-1 font-semibold">
          {formatCount(site.servers)} servers in {site.code}
        </h2>
        <dl>
          {reasonsOf(comparison, site).map(({ words, count }) => (
            <div key={words} className="flex justify-between gap-4 border-line border-t py-1 first:border-t-0">
              <dt className="text-text2">{words}</dt>
              <dd className="font-medium">{formatCount(count)}</dd>
            </div>
          ))}
          <div className="flex justify-between gap-4 border-line2 border-t py-1 font-semibold">
            <dt>could be chosen</dt>
            <dd>{formatCount(usable)}</dd>
          </div>
        </dl>
        <LeftOut comparison={comparison} />
      </Popover>
    </span>
  )
}

type Site = CapacityView['datacenters'][number]

/** What becomes of each server that could not be chosen; the last line takes what no other explains. */
export function reasonsOf(
  { free, usable, includeWarehouse }: Pick<PlanComparison, 'free' | 'usable' | 'includeWarehouse'>,
  site: Site,
): { words: string; count: number }[] {
  const named = [
    { words: 'in service', count: site.inService },
    { words: 'promised to an order', count: site.promised },
    { words: 'broken or being mended', count: site.broken },
    { words: 'in the warehouse, which was not asked for', count: includeWarehouse ? 0 : site.warehouse },
    { words: 'excluded by the limits, or lacking what they count', count: free - usable },
  ]
  const explained = named.reduce((sum, { count }) => sum + count, 0)
  const rest = site.servers - usable - explained
  return [
    ...named,
    { words: 'held, with an urgent ticket, wipe due, on the way, or of a model not described', count: rest },
  ].filter(({ count }) => count > 0)
}

/** Models that one of the objectives could not count. */
function LeftOut({ comparison }: { comparison: PlanComparison }) {
  const lacking = new Map(
    comparison.plans.flatMap(({ leftOut }) =>
      leftOut.map(({ model, missing }) => [`${model} ${missing}`, { model, missing }] as const),
    ),
  )
  if (lacking.size === 0) return null
  return (
    <p className="mt-2 text-pretty text-small text-text2">
      An objective that needs it leaves out {missingOnRecord([...lacking.values()])}.
    </p>
  )
}
