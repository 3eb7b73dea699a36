import type { ReactNode } from 'react'

/** A button for a thumb with a glove on. */
export const nextButton = { size: 'touch', className: 'h-[52px]! w-full px-2! whitespace-normal! leading-5!' } as const

/** Buttons two abreast, as large as those above them. */
export function NextGrid({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section aria-label={label} className="grid grid-cols-2 items-start gap-2 border-line border-b px-4 py-3">
      {children}
    </section>
  )
}
