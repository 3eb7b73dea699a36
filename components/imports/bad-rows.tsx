import { buttonClass } from '@/components/ui/button'
import { type Column, DataTable } from '@/components/ui/data-table'
import { countOf, formatCount } from '@/components/ui/numbers'
import { Pager } from '@/components/ui/pager'
import type { ImportRowView, ImportView } from '@/lib/contracts/imports/import'
import type { Page } from '@/lib/contracts/paging'

const columnsOf = (files: boolean): readonly Column<ImportRowView>[] => [
  {
    key: 'row',
    head: files ? 'File' : 'Row',
    width: files ? '240px' : '110px',
    cell: (one) => (
      <span className="mono break-all font-medium">
        {files ? (one.file ?? `Document ${one.row}`) : `Row ${formatCount(one.row)}`}
      </span>
    ),
  },
  {
    key: 'line',
    head: 'Line',
    width: '80px',
    phone: 'trail',
    cell: (one) => <span className="text-text3 tabular-nums">{`line ${formatCount(one.line)}`}</span>,
  },
  {
    key: 'errors',
    head: 'What is wrong',
    cell: (one) => (
      <ul className="flex flex-col gap-0.5 py-1">
        {one.errors.map(({ column, message }) => (
          <li key={`${column}${message}`} className="text-pretty">
            {column === '' ? null : <span className="mono mr-1.5 font-medium text-fail-x">{column}</span>}
            {message}
          </li>
        ))}
      </ul>
    ),
  },
  {
    key: 'text',
    head: 'As sent',
    width: '34%',
    cell: (one) => (
      <span className="mono line-clamp-3 whitespace-pre-wrap break-all text-small text-text2">{one.text}</span>
    ),
  },
]

/** The rows that could not be taken, each with all that is wrong with it, and the way to mend them in a spreadsheet. */
export function BadRows(props: {
  view: ImportView
  rows: Page<ImportRowView>
  nextHref: string | undefined
  firstHref: string | undefined
}) {
  const { view, rows, nextHref, firstHref } = props
  if (rows.items.length === 0) return null
  return (
    <section aria-labelledby="bad-rows">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-line border-t px-4 py-2">
        <h2 id="bad-rows" className="font-semibold">
          {countOf(view.bad, 'bad row')}
        </h2>
        <a className={`${buttonClass()} ml-auto max-tab:ml-0`} href={`/api/v1/imports/${view.id}/bad-rows`} download>
          Download them with their reasons
        </a>
      </div>
      <DataTable
        label="Bad rows"
        columns={columnsOf(view.kind === 'device-types')}
        rows={rows.items}
        rowKey={(one) => String(one.row)}
        height={38}
      />
      {nextHref === undefined && firstHref === undefined ? null : (
        <Pager
          shown={`${formatCount(rows.items.length)} of ${formatCount(view.bad)}`}
          nextHref={nextHref}
          firstHref={firstHref}
        />
      )}
    </section>
  )
}
