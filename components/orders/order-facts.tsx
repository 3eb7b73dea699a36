import Link from 'next/link'
import { CodeText } from '@/components/ui/code-text'
import { countOf, formatCount } from '@/components/ui/numbers'
import { DetailList, Section } from '@/components/ui/section'
import { Time } from '@/components/ui/time'
import { ToneMark } from '@/components/ui/tone-mark'
import { toQueryString } from '@/lib/client/api-fetch'
import type { OrderView } from '@/lib/contracts/planning/order'
import type { PlanView } from '@/lib/contracts/planning/plan'
import { ordersHref } from './order-filters'
import { PlanRacks } from './plan-racks'
import { PlanTotals } from './plan-totals'
import { limitsText, objectiveWords, proofMark } from './plan-words'
import { askedText } from './wizard-frame'

/** What was asked, for whom, until when. */
export function OrderFactsList({ order }: { order: OrderView }) {
  return (
    <Section
      title="Order"
      actions={
        <Link href={`/audit${toQueryString({ of: `order:${order.number}` })}`} className="link text-accent-text">
          its whole life
        </Link>
      }
    >
      <DetailList
        items={[
          {
            term: 'Customer',
            value: (
              <Link href={ordersHref({ status: [] }, { customer: order.customer })} className="link">
                {order.customer}
              </Link>
            ),
          },
          { term: 'Asked', value: askedText(order) },
          {
            term: 'Where',
            value: <CodeText href={`/racks?datacenter=${order.datacenter}`}>{order.datacenter}</CodeText>,
          },
          {
            term: 'Lines',
            value:
              order.lines.length === 0 ? null : (
                <ul>
                  {order.lines.map((line, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its place
                    <li key={index}>
                      {countOf(line.count, 'server')} with at least {formatCount(line.minCpuCores)} cores,{' '}
                      {formatCount(line.minRamGb)} GB RAM, {formatCount(line.minNvmeGb)} GB NVMe
                    </li>
                  ))}
                </ul>
              ),
          },
          {
            term: 'Image',
            value:
              order.image === undefined ? (
                'none'
              ) : (
                <span>
                  <CodeText>{order.image}</CodeText>, {order.boot === 'media' ? 'as a disc' : 'over the network'}
                </span>
              ),
          },
          { term: 'Waves', value: wavesText(order.waves) },
          {
            term: 'Ends',
            value: order.endsAt === undefined ? 'open' : <Time at={order.endsAt} look="day" />,
          },
          {
            term: 'Placed',
            value: (
              <>
                <Time at={order.createdAt} />
                {order.createdBy === undefined ? null : <span>by {order.createdBy}</span>}
              </>
            ),
          },
        ]}
      />
    </Section>
  )
}

/** The plan that chose its servers. */
export function OrderPlan({ order, plan }: { order: OrderView; plan: PlanView }) {
  const proof = proofMark(plan)
  return (
    <Section
      title="Plan"
      note={
        <>
          {objectiveWords[plan.objective].toLowerCase()}, {limitsText(plan)}; by {plan.createdBy},{' '}
          <Time at={plan.createdAt} />
        </>
      }
    >
      <div className="flex flex-wrap items-baseline gap-x-2">
        <b className="font-medium text-figure">{formatCount(plan.totals.servers)}</b>
        <span className="text-text2">{plan.totals.servers === 1 ? 'server' : 'servers'}</span>
        <span className="ml-2">
          <ToneMark mark={proof.mark} className="align-middle" />
        </span>
        <span className="text-small text-text3">{proof.note}</span>
      </div>
      <PlanTotals plan={plan} asked={order} />
      {/* Held servers are drawn where they stand now, beside their list. */}
      {order.servers.length > 0 ? null : (
        <div className="mt-3">
          <PlanRacks items={plan.items} />
        </div>
      )}
    </Section>
  )
}

function wavesText(waves: OrderView['waves']): string | null {
  if (waves === undefined) return null
  const { canary, failureBudget } = waves
  const parts = [
    canary === undefined ? [] : [`${canary} tried first`],
    failureBudget === undefined ? [] : [`stopped when more than ${failureBudget} fail`],
  ].flat()
  return parts.join(', ')
}
