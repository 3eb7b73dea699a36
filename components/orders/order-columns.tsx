import { classNames } from '@/components/ui/class-names'
import { CodeText } from '@/components/ui/code-text'
import type { Column } from '@/components/ui/data-table'
import { formatCount } from '@/components/ui/numbers'
import { StateMark } from '@/components/ui/state-mark'
import { Time } from '@/components/ui/time'
import { ToneMark } from '@/components/ui/tone-mark'
import type { OrderView } from '@/lib/contracts/planning/order'
import type { OrderSort } from '@/lib/contracts/planning/order-sorts'
import { troubleOf } from '@/lib/domain/orders/trouble'
import { orderWords, signWords } from '@/lib/domain/state-words'
import { type OrderFilters, ordersHref } from './order-filters'
import { lifeSteps } from './order-life'

/** The list's columns; a head that sorts leads to the list sorted by it, and a second press the other way. */
export function orderColumns(filters: OrderFilters): Column<OrderView>[] {
  return columns.map(({ sort, first, ...column }) =>
    sort === undefined ? column : { ...column, ...sorting(filters, sort, first) },
  )
}

type SortedBy = 'createdAt' | 'statusSince' | 'cpuCores' | 'customer'

interface OrderColumn extends Column<OrderView> {
  sort?: SortedBy
  /** How it is sorted at the first press. */
  first?: 'up' | 'down'
}

function sorting(filters: OrderFilters, by: SortedBy, first: 'up' | 'down' = 'up') {
  const now = filters.sort ?? '-createdAt'
  const [start, other]: [OrderSort, OrderSort] = first === 'up' ? [by, `-${by}`] : [`-${by}`, by]
  const next = now === start ? other : start
  const sortHref = ordersHref(filters, { sort: next === '-createdAt' ? undefined : next })
  if (now !== by && now !== `-${by}`) return { sortHref }
  // An age is the other way round: who was made last is the youngest.
  const ages = by === 'createdAt' || by === 'statusSince'
  const up = now.startsWith('-') === ages
  return { sortHref, sorted: up ? ('ascending' as const) : ('descending' as const) }
}

const columns: readonly OrderColumn[] = [
  { key: 'number', head: 'Order', width: '104px', cell: (order) => <CodeText strong>{order.number}</CodeText> },
  {
    key: 'status',
    head: 'Status',
    width: '172px',
    phone: 'trail',
    cell: (order) => (
      <span className="flex items-center gap-2.5 tab:justify-between">
        <StateMark kind="order" state={order.status} />
        <LifeTicks order={order} />
      </span>
    ),
  },
  { key: 'customer', head: 'Customer', sort: 'customer', cell: (order) => <Customer name={order.customer} /> },
  { key: 'datacenter', head: 'Where', width: '64px', cell: (order) => <CodeText>{order.datacenter}</CodeText> },
  { key: 'servers', head: 'Servers', align: 'end', width: '80px', cell: (order) => <Servers order={order} /> },
  { key: 'trouble', head: 'Trouble', width: '130px', cell: (order) => <Trouble order={order} /> },
  {
    key: 'cores',
    head: 'Cores',
    align: 'end',
    width: '76px',
    phone: 'hide',
    sort: 'cpuCores',
    first: 'down',
    cell: (order) => formatCount(order.cpuCores),
  },
  {
    key: 'ram',
    head: 'RAM, GB',
    align: 'end',
    width: '84px',
    phone: 'hide',
    cell: (order) => formatCount(order.ramGb),
  },
  {
    key: 'nvme',
    head: 'NVMe, GB',
    align: 'end',
    width: '92px',
    phone: 'hide',
    cell: (order) => formatCount(order.nvmeGb),
  },
  {
    key: 'since',
    head: 'In status',
    align: 'end',
    width: '90px',
    phone: 'hide',
    sort: 'statusSince',
    cell: (order) => <Time at={order.statusSince} look="span" />,
  },
  {
    key: 'age',
    head: 'Age',
    align: 'end',
    width: '80px',
    phone: 'hide',
    sort: 'createdAt',
    first: 'down',
    cell: (order) => <Time at={order.createdAt} look="span" />,
  },
  {
    key: 'ends',
    head: 'Ends',
    align: 'end',
    width: '104px',
    phone: 'hide',
    cell: (order) =>
      order.endsAt === undefined ? (
        <span className="text-text3">open</span>
      ) : (
        <Time at={order.endsAt} look="day" className="whitespace-nowrap" />
      ),
  },
]

function Customer({ name }: { name: string }) {
  return (
    <span className="block truncate tab:[contain:inline-size]" title={name}>
      {name}
    </span>
  )
}

/** Held of wanted: "3 / 5"; of totals without a plan nobody knows yet how many it takes. */
function Servers({ order }: { order: OrderView }) {
  const held = order.servers.length
  const wanted = order.wantedServers
  if (wanted === undefined) return held === 0 ? <span className="text-text3">no plan</span> : formatCount(held)
  return (
    <span className="whitespace-nowrap">
      <span className="sr-only">
        {held} held of {wanted} wanted
      </span>
      <span aria-hidden>
        {formatCount(held)}
        <span className="text-text3"> / {formatCount(wanted)}</span>
      </span>
    </span>
  )
}

function Trouble({ order }: { order: OrderView }) {
  const trouble = troubleOf(order, Date.now())
  if (trouble.length === 0) return null
  return (
    <span title={[...trouble, ...order.degraded].join(', ')} suppressHydrationWarning>
      <ToneMark size="small" mark={signWords.TROUBLE} word={trouble.join(', ')} />
    </span>
  )
}

/** How far along it is, for the eye; the word beside it says the same. */
function LifeTicks({ order }: { order: OrderView }) {
  const steps = lifeSteps(order, {})
  return (
    <span
      aria-hidden
      className={classNames(`t-${orderWords[order.status].tone}`, 'flex w-[52px] gap-0.5 max-desk:hidden')}
    >
      {steps.map(({ state, when }) => (
        <span
          key={state}
          title={orderWords[state].word}
          className={classNames(
            'h-2 w-[7px] border',
            when === 'now' ? 'border-x bg-x' : when === 'passed' ? 'border-line2 bg-line2' : 'border-line2',
          )}
        />
      ))}
    </span>
  )
}
