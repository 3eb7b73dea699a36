'use client'

import type { FormEvent } from 'react'
import { EditDialog } from '@/components/ui/edit-dialog'
import { TextAreaField, TextField } from '@/components/ui/field'
import { MergeField, MergeFooter } from '@/components/ui/merge-note'
import { ProblemNote } from '@/components/ui/problem-note'
import { editRack } from '@/lib/actions/inventory-actions'
import { fieldError } from '@/lib/client/problem'
import { useSharedCommand } from '@/lib/client/use-shared-command'
import { useSharedEdit } from '@/lib/client/use-shared-edit'
import type { RackView } from '@/lib/contracts/inventory/rack'

/** The form, behind its button. Others may edit the rack meanwhile: see `useSharedEdit`. */
export function EditRack({ rack, lock }: { rack: RackView; lock: string | null }) {
  return (
    <EditDialog thing={rack.code} lock={lock}>
      {(close) => <EditRackForm rack={rack} onClose={close} />}
    </EditDialog>
  )
}

/** What of a rack can be edited; null is none. */
const fieldsOf = ({ row, heightU, maxPowerW, maxWeightKg, note, tags }: RackView) => ({
  heightU,
  tags: tags.join(', '),
  row: row ?? null,
  maxPowerW: maxPowerW ?? null,
  maxWeightKg: maxWeightKg ?? null,
  note: note ?? null,
})

const textOrNone = (text: string) => (text === '' ? null : text)
const numberOrNone = (text: string) => {
  const digits = text.replaceAll(/\D/g, '')
  return digits === '' ? null : Number(digits)
}

function EditRackForm({ rack, onClose }: { rack: RackView; onClose: () => void }) {
  const { code } = rack
  const thing = { entity: 'rack', key: code } as const
  const edit = useSharedEdit(thing, fieldsOf(rack))
  const { values, set } = edit
  const command = useSharedCommand(editRack, {
    ...{ edit, thing, onDone: onClose },
    shown: (value) => (Array.isArray(value) ? value.join(', ') : value),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const { given, base } = edit.payload()
    void command.run({ code, ...withTags(given), base: withTags(base) })
  }
  const figure = (name: 'maxPowerW' | 'maxWeightKg', label: string, unit: string) => (
    <MergeField edit={edit} name={name}>
      <TextField
        label={label}
        name={name}
        unit={unit}
        inputMode="numeric"
        value={values[name] ?? ''}
        onChange={(event) => set(name, numberOrNone(event.target.value))}
        error={fieldError(command.problem, name)}
      />
    </MergeField>
  )
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-3">
      <div className="grid grid-cols-2 gap-3">
        <MergeField edit={edit} name="row">
          <TextField
            label="Row"
            name="row"
            maxLength={64}
            value={values.row ?? ''}
            onChange={(event) => set('row', textOrNone(event.target.value))}
            error={fieldError(command.problem, 'row')}
          />
        </MergeField>
        <MergeField edit={edit} name="heightU">
          <TextField
            label="Height"
            name="heightU"
            unit="U"
            inputMode="numeric"
            value={values.heightU}
            onChange={(event) => set('heightU', numberOrNone(event.target.value) ?? 0)}
            error={fieldError(command.problem, 'heightU')}
          />
        </MergeField>
        {figure('maxPowerW', 'Power budget', 'W')}
        {figure('maxWeightKg', 'Weight budget', 'kg')}
      </div>
      <MergeField edit={edit} name="tags">
        <TextField
          label="Tags"
          name="tags"
          hint="One after the other, with a comma between"
          value={values.tags}
          onChange={(event) => set('tags', event.target.value)}
          error={fieldError(command.problem, 'tags')}
        />
      </MergeField>
      <MergeField edit={edit} name="note">
        <TextAreaField
          label="Note"
          name="note"
          maxLength={2000}
          value={values.note ?? ''}
          onChange={(event) => set('note', textOrNone(event.target.value))}
          error={fieldError(command.problem, 'note')}
        />
      </MergeField>
      <ProblemNote
        problem={command.problem}
        shownFields={['row', 'heightU', 'maxPowerW', 'maxWeightKg', 'tags', 'note']}
      />
      <MergeFooter edit={edit} busy={command.pending} onClose={onClose} />
    </form>
  )
}

/** Tags are one text in the form, and a list in the rack. */
function withTags<T extends { tags?: string | undefined }>({ tags, ...rest }: T) {
  return { ...rest, ...(tags === undefined ? {} : { tags: tagsIn(tags) }) }
}

const tagsIn = (text: string): string[] => [
  ...new Set(
    text
      .split(',')
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ''),
  ),
]
