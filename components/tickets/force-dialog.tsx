'use client'

import type { FormEvent } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { TextAreaField } from '@/components/ui/field'

/** A person knows better than the records which part comes out: why, in a note. */
export function ForceDialog(props: {
  open: boolean
  code: string
  component: string
  onClose: () => void
  onConfirm: (note: string) => void
}) {
  const { open, code, component, onClose, onConfirm } = props
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const note = new FormData(event.currentTarget).get('note')
    if (typeof note === 'string' && note.trim() !== '') onConfirm(note.trim())
  }
  return (
    <Dialog
      title={`Take out ${code} all the same?`}
      description={`The ticket is about ${component}. A healthy disk that is pulled out can cost the data of its RAID: look twice.`}
      open={open}
      onClose={onClose}
    >
      <form onSubmit={submit}>
        <TextAreaField
          label="Why it is the right one"
          name="note"
          required
          autoFocus
          maxLength={4000}
          placeholder="Its light blinks amber, the label is of the carrier"
        />
        <DialogFooter>
          <Button onClick={onClose}>Put it back</Button>
          <Button type="submit" look="danger">
            It is the right one
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  )
}
