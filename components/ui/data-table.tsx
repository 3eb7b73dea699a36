// biome-ignore-all lint/a11y/noRedundantRoles: display:flex on a phone would take a table's meaning from its elements
import Link from 'next/link'
import type { ReactNode } from 'react'
import { classNames } from './class-names'
import { Glyph } from './glyph'
import { TableKeys } from './table-keys'
import { TableRow } from './table-row'
import { SelectCell, SelectHead, type TableSelection } from './table-select'

export interface Column<Row> {
  key: string
  /** The unit stands here, not in the cells. */
  head: ReactNode
  cell: (row: Row) => ReactNode
  align?: 'start' | 'end' | undefined
  /** CSS width; columns without one share what is left. */
  width?: string | undefined
  /** On a phone a row is two lines: `lead` and `trail` on the first, `line` on the second, `hide` nowhere. Default: first column lead, the rest line. */
  phone?: 'lead' | 'trail' | 'line' | 'hide' | undefined
  /** The list's URL sorted by this column; `sorted` is how it is now. */
  sortHref?: string | undefined
  sorted?: 'ascending' | 'descending' | undefined
}

export interface DataTableProps<Row> {
  /** Says what the table is; read out, not shown. */
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** The whole row leads there; the first column is the link that keys and screen readers find. */
  rowHref?: ((row: Row) => string) | undefined
  selectedKey?: string | undefined
  /** `ticket:T-1182`: tints the row for 1.2 s when this was changed elsewhere. */
  changeKey?: ((row: Row) => string) | undefined
  /** 28 px rows (default), or 38 for two-line cells. */
  height?: 28 | 32 | 38 | 48 | undefined
  /** A box before each row, by its key. */
  selection?: TableSelection | undefined
  /** What stands in place of rows: an EmptyState. */
  empty?: ReactNode
  /** Distance of the sticky head from the top of the window; below the shell's header by default. */
  stickyTop?: string | undefined
}

const heights = { 28: 'tab:h-7', 32: 'tab:h-8', 38: 'tab:h-[38px]', 48: 'tab:h-12' } as const
const phoneOrder = {
  lead: 'max-tab:order-1 max-tab:min-w-0 max-tab:flex-1',
  trail: 'max-tab:order-2 max-tab:flex-none',
  line: 'max-tab:order-4 max-tab:min-w-0 max-tab:max-w-full max-tab:text-text2 max-tab:empty:hidden',
  hide: 'max-tab:hidden',
} as const

/** From the seventh column on, columns are for a desk. */
const tabletColumns = 6

/**
 * A semantic table with a sticky head. Arrow keys, Home and End walk the rows' links, Enter opens. On a tablet it keeps
 * its first six columns; on a phone each row becomes two lines, so that nothing scrolls sideways.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowKey, empty, stickyTop = 'var(--shell-head)' } = props
  if (rows.length === 0 && empty !== undefined) return <>{empty}</>
  return (
    <TableKeys>
      <table role="table" aria-label={label} className="w-full border-collapse max-tab:block">
        <thead role="rowgroup" className="max-tab:sr-only">
          <tr role="row">
            {props.selection === undefined ? null : (
              <SelectHead selection={props.selection} keys={rows.map(rowKey)} stickyTop={stickyTop} />
            )}
            {columns.map((column, index) => (
              <HeadCell key={column.key} column={column} index={index} stickyTop={stickyTop} />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" className="max-tab:block">
          {rows.map((row) => (
            <TableRow
              key={rowKey(row)}
              selected={props.selectedKey === rowKey(row) || props.selection?.has(rowKey(row)) === true}
              linked={props.rowHref !== undefined}
              changeKey={props.changeKey?.(row)}
            >
              {props.selection === undefined ? null : <SelectCell selection={props.selection} rowKey={rowKey(row)} />}
              {columns.map((column, index) => (
                <BodyCell key={column.key} table={props} column={column} index={index} row={row} />
              ))}
            </TableRow>
          ))}
        </tbody>
      </table>
    </TableKeys>
  )
}

function HeadCell<Row>(props: { column: Column<Row>; index: number; stickyTop: string }) {
  const { column, index, stickyTop } = props
  const end = column.align === 'end'
  const content =
    column.sortHref === undefined ? (
      column.head
    ) : (
      <Link href={column.sortHref} scroll={false} className="inline-flex items-center gap-1 hover:text-text">
        {column.head}
        {column.sorted === undefined ? null : (
          <Glyph name={column.sorted === 'ascending' ? 'arrow-up' : 'arrow-down'} size={12} />
        )}
      </Link>
    )
  return (
    <th
      role="columnheader"
      scope="col"
      aria-sort={column.sorted}
      style={{ width: column.width, top: stickyTop }}
      className={classNames(
        'sticky z-1 h-[30px] whitespace-nowrap bg-surface px-2 font-medium text-small text-text3 shadow-[inset_0_-1px_0_var(--line)] first:pl-4 last:pr-4',
        end ? 'text-right' : 'text-left',
        index === tabletColumns - 1 && 'tab:max-desk:pr-4',
        index >= tabletColumns && 'max-desk:hidden',
      )}
    >
      {content}
    </th>
  )
}

function BodyCell<Row>(props: { table: DataTableProps<Row>; column: Column<Row>; index: number; row: Row }) {
  const { table, column, index, row } = props
  const phone = column.phone ?? (index === 0 ? 'lead' : 'line')
  const href = index === 0 ? table.rowHref?.(row) : undefined
  return (
    <td
      role="cell"
      className={classNames(
        heights[table.height ?? 28],
        'px-2 tab:py-0.5 tab:first:pl-4 tab:last:pr-4 max-tab:px-0',
        column.align === 'end' && 'tab:text-right',
        index === tabletColumns - 1 && 'tab:max-desk:pr-4',
        index >= tabletColumns && 'tab:max-desk:hidden',
        phoneOrder[phone],
      )}
    >
      {href === undefined ? (
        column.cell(row)
      ) : (
        <Link href={href} prefetch={false} data-row-link className="outline-none after:absolute after:inset-0">
          {column.cell(row)}
        </Link>
      )}
    </td>
  )
}
