import type { ReactNode } from 'react'

/** Nothing here yet, or nothing matches: one sentence that says what to do first, one button. */
export function EmptyState({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="flex flex-col items-start gap-3 px-4 py-8">
      <div>
        <p className="font-semibold text-title">{title}</p>
        {children === undefined ? null : <p className="mt-1 max-w-[60ch] text-pretty text-text2">{children}</p>}
      </div>
      {action}
    </div>
  )
}
