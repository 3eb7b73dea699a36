import type { ReactNode } from 'react'

/** A key as it is printed: `<KeyHint>Enter</KeyHint>`. */
export function KeyHint({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-block rounded-chip border border-line2 bg-surface px-1 text-center font-medium text-[11px] text-text2 leading-4">
      {children}
    </kbd>
  )
}
