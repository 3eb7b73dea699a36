import Link from 'next/link'
import { classNames } from './class-names'

export interface Tab {
  label: string
  href: string
  count?: number | undefined
  current: boolean
}

/** Parts of one thing, each with its own URL. The chosen one has the accent line. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav
      aria-label={label}
      data-line
      className="flex h-[34px] gap-5 overflow-x-auto border-line border-b px-4 [scrollbar-width:none] glove:h-12"
    >
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          scroll={false}
          aria-current={tab.current ? 'page' : undefined}
          className={classNames(
            'flex flex-none items-center whitespace-nowrap pb-0.5 focus-visible:-outline-offset-2',
            tab.current
              ? 'font-semibold text-text shadow-[inset_0_-2px_0_var(--accent)]'
              : 'text-text2 hover:text-text',
          )}
        >
          {tab.label}
          {tab.count === undefined ? null : <span className="ml-1">{tab.count}</span>}
        </Link>
      ))}
    </nav>
  )
}
