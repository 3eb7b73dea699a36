import { buttonClass } from '@/components/ui/button'
import { CodeText } from '@/components/ui/code-text'
import { type Column, DataTable } from '@/components/ui/data-table'
import { countOf, formatCount } from '@/components/ui/numbers'
import { CursorPager } from '@/components/ui/pager'
import type { BulkChangeView, RefusedServerView } from '@/lib/contracts/inventory/bulk-change'
import type { Page } from '@/lib/contracts/paging'

const columns: readonly Column<RefusedServerView>[] = [
  {
    key: 'barcode',
    head: 'Server',
    width: '200px',
    cell: ({ barcode }) => (
      <CodeText strong href={`/servers/${encodeURIComponent(barcode)}`}>
        {barcode}
      </CodeText>
    ),
  },
  { key: 'reason', head: 'Why', cell: ({ reason }) => <span className="text-pretty">{reason}</span> },
]

/** The servers that were refused, and the way to have them as a file. */
export function RefusedServers(props: {
  view: BulkChangeView
  refused: Page<RefusedServerView>
  cursor: string | undefined
  href: (cursor: string | undefined) => string
}) {
  const { view, refused, cursor, href } = props
  if (refused.items.length === 0) return null
  return (
    <section aria-labelledby="refused-servers">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-line border-t px-4 py-2">
        <h2 id="refused-servers" className="font-semibold">
          {countOf(view.refused, 'server')} refused
        </h2>
        <a
          className={`${buttonClass()} ml-auto max-tab:ml-0`}
          href={`/api/v1/bulk-changes/${view.id}/refused-table`}
          download
        >
          Download them with their reasons
        </a>
      </div>
      <DataTable
        label="Refused servers"
        columns={columns}
        rows={refused.items}
        rowKey={({ position }) => String(position)}
        height={32}
      />
      <CursorPager
        page={refused}
        cursor={cursor}
        href={href}
        shown={`${formatCount(refused.items.length)} of ${formatCount(view.refused)}`}
      />
    </section>
  )
}
