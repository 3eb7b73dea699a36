'use client'

import { type ReactNode, useState } from 'react'
import { Button } from './button'
import { Dialog } from './dialog'

/** A button that opens the form in which a thing is edited: begun anew each time, from what the thing holds then. */
export function EditDialog(props: {
  /** The thing, as it is called. */
  thing: string
  lock: string | null
  children: (close: () => void) => ReactNode
}) {
  const { thing, lock, children } = props
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button look="quiet" disabledReason={lock} reasonAt="tooltip" onClick={() => setOpen(true)}>
        Edit…
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={`Edit ${thing}`}
        // Others may end it meanwhile: what was typed stays to be read, and to be taken elsewhere.
        description={
          lock === null ? undefined : (
            <span role="alert" className="t-warn text-x">
              It can no longer be edited: {lock}.
            </span>
          )
        }
      >
        {children(() => setOpen(false))}
      </Dialog>
    </>
  )
}
