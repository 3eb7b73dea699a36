import type { ReactNode } from 'react'
import { classNames } from './class-names'

/** A region of a page under its heading: hairline above, no card. `note` in small beside the heading, `actions` at the right. */
export function Section(props: {
  title: ReactNode
  note?: ReactNode
  actions?: ReactNode
  children: ReactNode
  level?: 2 | 3 | undefined
  className?: string | undefined
}) {
  const { title, note, actions, children, level = 2, className } = props
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <section
      className={classNames(
        'min-w-0 border-line border-t px-4 py-2.5 first:border-t-0 [[data-line]+&]:border-t-0',
        className,
      )}
    >
      <div className="mb-1.5 flex min-h-7 flex-wrap items-center gap-x-2.5">
        <Heading className="font-semibold">{title}</Heading>
        {note === undefined ? null : <span className="text-small text-text3">{note}</span>}
        {actions === undefined ? null : <div className="ml-auto flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
      {children}
    </section>
  )
}

/**
 * The row of filters and actions over a list; wraps on a phone. `end` stands at the right; `below`, where there is anything, in a
 * row of its own, so that what is chosen moves none of the rest.
 */
export function Toolbar(props: { children: ReactNode; end?: ReactNode; below?: ReactNode; label: string }) {
  const { children, end, below, label } = props
  return (
    <div
      role="toolbar"
      data-line
      aria-label={label}
      className="flex min-h-[46px] flex-wrap items-center gap-2 border-line border-b bg-surface px-4 py-2"
    >
      {children}
      {end === undefined ? null : <div className="ml-auto flex flex-wrap items-center gap-2 max-tab:ml-0">{end}</div>}
      {below === undefined ? null : (
        <div className="flex basis-full flex-wrap items-center gap-2 empty:hidden">{below}</div>
      )}
    </div>
  )
}

/** Terms and values in two columns; a value of null is left out. */
export function DetailList({ items }: { items: readonly { term: string; value: ReactNode }[] }) {
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-[5px]">
      {items
        .filter((item) => item.value !== null && item.value !== undefined)
        .map((item) => (
          <div key={item.term} className="contents">
            <dt className="text-text3">{item.term}</dt>
            <dd className="flex min-w-0 flex-wrap items-center gap-x-2">{item.value}</dd>
          </div>
        ))}
    </dl>
  )
}
