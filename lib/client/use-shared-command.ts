'use client'

import type { Fields, Value } from '@/lib/domain/edits/merge'
import type { SharedThing } from '@/lib/domain/edits/shared-things'
import { type Command, type CommandResult, useCommand } from './use-command'
import type { SharedEdit } from './use-shared-edit'

/** The command that saves a shared edit: a refusal for what others wrote meanwhile becomes a choice in the form. */
export function useSharedCommand<T extends Fields, Input, Data>(
  action: (input: Input) => Promise<CommandResult<Data>>,
  about: {
    edit: SharedEdit<T>
    thing: { entity: SharedThing; key: string }
    onDone: () => void
    /** A value of the server's as the form holds it. */
    shown?: (value: Value) => Value
  },
): Command<Input, Data> {
  const { edit, thing, onDone, shown } = about
  const command = useCommand(action, {
    changes: () => [thing],
    onDone,
    onProblem: (problem) => {
      if (edit.takeIn(problem, shown)) command.dismiss()
    },
  })
  return command
}
