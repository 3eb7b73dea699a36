import type { ReactNode } from 'react'
import { ButtonLink } from '@/components/ui/button'

export const wideAction = 'h-[52px]! min-w-0 flex-1! px-2!'

/** The buttons right under an answer, side by side. */
export function ActionBar({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap gap-2 border-line border-b px-4 py-3">{children}</div>
}

export function OpenServer({ code }: { code: string }) {
  return (
    <ButtonLink size="touch" glyph="server" className={wideAction} href={`/servers/${encodeURIComponent(code)}`}>
      Open
    </ButtonLink>
  )
}
