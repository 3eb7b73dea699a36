'use client'

import { Button } from '@/components/ui/button'
import { useIsCodeMissing } from '@/lib/client/when-quiet'

/** Over the page's foot, where what was pressed needs code that could not be fetched. */
export function MissingCode() {
  if (!useIsCodeMissing()) return null
  return (
    <div
      role="alert"
      className="fixed inset-x-2 bottom-[calc(8px+var(--shell-foot))] z-50 mx-auto flex w-fit items-center gap-3 rounded-control border border-line2 border-l-[3px] border-l-warn bg-raised px-3 py-2 shadow-float print:hidden"
    >
      <span className="text-pretty">
        That needs the network, which did not answer. Press it again, or load the page anew.
      </span>
      <Button look="quiet" onClick={() => window.location.reload()}>
        Load anew
      </Button>
    </div>
  )
}
