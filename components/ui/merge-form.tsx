'use client'

import type { ComponentProps, FormEvent, ReactNode } from 'react'
import { fieldError, type Problem } from '@/lib/client/problem'
import type { SharedEdit } from '@/lib/client/use-shared-edit'
import type { Fields, Value } from '@/lib/domain/edits/merge'
import { TextField } from './field'
import { MergeField, MergeFooter } from './merge-note'
import { ProblemNote } from './problem-note'

interface Saving {
  pending: boolean
  problem: Problem | null
}

/** The form of a shared edit: its fields, the refusal that is about none of them, and its buttons. */
export function MergeForm<T extends Fields>(props: {
  edit: SharedEdit<T>
  command: Saving
  /** Fields that say themselves what is wrong with them. */
  shownFields: readonly string[]
  /** Something beside the shared fields is to be sent too. */
  more?: boolean
  onSave: (sent: ReturnType<SharedEdit<T>['payload']>) => void
  onClose: () => void
  children: ReactNode
}) {
  const { edit, command, shownFields, more = false, onSave, onClose, children } = props
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSave(edit.payload())
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-3">
      {children}
      <ProblemNote problem={command.problem} shownFields={shownFields} />
      <MergeFooter edit={edit} busy={command.pending} more={more} onClose={onClose} />
    </form>
  )
}

/** A line of text in such a form, with what others did to it. `value` is the field as text, `onText` what was typed. */
export function MergeText<T extends Fields>(
  props: {
    edit: SharedEdit<T>
    command: Saving
    name: keyof T & string
    show?: (value: Value) => string
    value: string | number
    onText: (text: string) => void
  } & Omit<ComponentProps<typeof TextField>, 'name' | 'value' | 'onChange' | 'error'>,
) {
  const { edit, command, name, show, onText, ...field } = props
  return (
    <MergeField edit={edit} name={name} {...(show === undefined ? {} : { show })}>
      <TextField
        {...field}
        name={name}
        onChange={(event) => onText(event.target.value)}
        error={fieldError(command.problem, name)}
      />
    </MergeField>
  )
}
