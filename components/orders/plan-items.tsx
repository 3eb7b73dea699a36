import { CodeText } from '@/components/ui/code-text'
import { type Column, DataTable } from '@/components/ui/data-table'
import type { FreshPlan } from '@/lib/contracts/planning/plan'

type Item = FreshPlan['items'][number]

const columns: readonly Column<Item>[] = [
  { key: 'barcode', head: 'Server', width: '130px', cell: (item) => <CodeText strong>{item.barcode}</CodeText> },
  { key: 'model', head: 'Model', cell: (item) => item.model },
  {
    key: 'place',
    head: 'Place',
    width: '150px',
    phone: 'trail',
    cell: (item) => <Place item={item} />,
  },
]
const withLine: readonly Column<Item>[] = [
  ...columns,
  { key: 'line', head: 'For line', align: 'end', width: '80px', phone: 'hide', cell: (item) => (item.line ?? 0) + 1 },
]

export function Place({ item }: { item: Pick<Item, 'rack' | 'u'> }) {
  if (item.rack === undefined) return <span className="text-text2">warehouse</span>
  return <CodeText>{item.u === undefined ? item.rack : `${item.rack} U${item.u}`}</CodeText>
}

/** Each chosen server, where it stands. */
export function PlanItems({ items }: { items: readonly Item[] }) {
  const byLines = items.some((item) => item.line !== undefined)
  return (
    <DataTable
      label="Servers of the plan"
      columns={byLines ? withLine : columns}
      rows={items}
      rowKey={(item) => item.barcode}
      rowHref={(item) => `/servers/${item.barcode}`}
    />
  )
}
