import type { ReactNode } from 'react'
import { Glyph } from './glyph'

/** A part that could not be shown: what happened and what to do next, with the way to try again. */
export function ErrorState(props: {
  title: string
  children?: ReactNode
  requestId?: string | undefined
  action?: ReactNode
}) {
  const { title, children, requestId, action } = props
  return (
    <div role="alert" className="flex flex-col items-start gap-3 px-4 py-8">
      <div className="flex gap-2">
        <Glyph name="diamond-x" size={16} className="mt-0.5 text-fail-x" />
        <div>
          <p className="font-semibold text-title">{title}</p>
          {children === undefined ? null : <p className="mt-1 max-w-[60ch] text-pretty text-text2">{children}</p>}
          {requestId === undefined ? null : (
            <p className="mt-1 text-note text-text3">
              Request <span className="mono">{requestId}</span>
            </p>
          )}
        </div>
      </div>
      {action}
    </div>
  )
}
