import { CodeText } from '@/components/ui/code-text'
import type { Column } from '@/components/ui/data-table'
import { formatCount } from '@/components/ui/numbers'
import { ToneMark } from '@/components/ui/tone-mark'
import type { StockView } from '@/lib/contracts/tickets/stock'
import { stockWords } from '@/lib/domain/state-words'
import { factsText } from './facts-text'

/** Fewer are available than the minimum. */
export function LowMark() {
  return <ToneMark size="small" mark={stockWords.LOW} />
}

/** So many components in that datacenter wait for it. */
export function WaitingMark({ count }: { count: number }) {
  const word = `${formatCount(count)} ${count === 1 ? 'waits' : 'wait'}`
  return <ToneMark size="small" mark={stockWords.WAITED_FOR} word={word} />
}

const none = <span className="text-text3">–</span>

/** Left out where the panel beside the list says it. */
const SAID_BESIDE = ['facts', 'minimum', 'kind']

/** The list's columns, fewer where a panel takes its room. */
export function stockColumns(beside: boolean): readonly Column<StockView>[] {
  return beside ? columns.filter(({ key }) => !SAID_BESIDE.includes(key)) : columns
}

const columns: readonly Column<StockView>[] = [
  {
    key: 'sku',
    head: 'Part',
    width: '200px',
    cell: (row) => <CodeText strong>{row.sku}</CodeText>,
  },
  {
    key: 'available',
    head: 'Available',
    align: 'end',
    width: '90px',
    phone: 'trail',
    cell: (row) => (
      <>
        <span className={row.available === 0 ? 't-fail font-semibold text-x' : 'font-semibold'}>
          {formatCount(row.available)}
        </span>
        <span className="text-text2 tab:hidden"> available</span>
      </>
    ),
  },
  { key: 'warehouse', head: 'Warehouse', width: '110px', cell: (row) => <CodeText>{row.warehouse}</CodeText> },
  {
    key: 'shelf',
    head: 'Shelf',
    width: '90px',
    cell: (row) => (row.shelf === undefined ? none : <CodeText strong>{row.shelf}</CodeText>),
  },
  {
    key: 'low',
    head: <span className="sr-only">Low, and who waits</span>,
    width: '130px',
    cell: (row) =>
      row.low || row.waiting > 0 ? (
        <span className="flex gap-x-3">
          {row.low ? <LowMark /> : null}
          {row.waiting > 0 ? <WaitingMark count={row.waiting} /> : null}
        </span>
      ) : null,
  },
  {
    key: 'description',
    head: 'What it is',
    cell: (row) => <span className="tab:block tab:truncate max-tab:basis-full">{row.description}</span>,
  },
  {
    key: 'facts',
    head: 'Known of it',
    width: '180px',
    phone: 'hide',
    cell: (row) => <span className="block truncate">{factsText(row.facts) || none}</span>,
  },
  {
    key: 'reserved',
    head: 'Reserved',
    align: 'end',
    width: '90px',
    phone: 'hide',
    cell: (row) => (row.reserved === 0 ? none : formatCount(row.reserved)),
  },
  {
    key: 'minimum',
    head: 'Minimum',
    align: 'end',
    width: '90px',
    phone: 'hide',
    cell: (row) => (row.minimum === undefined ? none : formatCount(row.minimum)),
  },
  { key: 'kind', head: 'Kind', width: '80px', phone: 'hide', cell: (row) => row.kind },
]
