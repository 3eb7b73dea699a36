import type { ReactNode } from 'react'
import { classNames } from '@/components/ui/class-names'

/**
 * The head of a page: its h1 (a code in mono), state marks, facts in one line, actions at the right. Where the header's path already
 * says all, `hidden` leaves only the heading that screen readers walk by. Each page has exactly one.
 */
export function PageHeader(props: {
  title: string
  code?: boolean | undefined
  marks?: ReactNode
  facts?: ReactNode
  actions?: ReactNode
  hidden?: boolean | undefined
}) {
  const { title, code, marks, facts, actions, hidden } = props
  if (hidden === true) return <h1 className="sr-only">{title}</h1>
  return (
    <div className="flex min-h-[50px] flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2">
      <h1 className={classNames('whitespace-nowrap font-semibold text-code', code && 'mono')}>{title}</h1>
      {marks}
      {facts === undefined ? null : (
        <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-0.5 text-text2">{facts}</div>
      )}
      {actions === undefined ? null : (
        <div className="ml-auto flex flex-wrap items-center gap-2 max-tab:ml-0 max-tab:w-full">{actions}</div>
      )}
    </div>
  )
}
