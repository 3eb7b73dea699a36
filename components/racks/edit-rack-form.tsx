'use client'

import { TextAreaField } from '@/components/ui/field'
import { MergeForm, MergeText } from '@/components/ui/merge-form'
import { MergeField } from '@/components/ui/merge-note'
import { editRack } from '@/lib/actions/inventory-actions'
import { fieldError } from '@/lib/client/problem'
import { useSharedCommand } from '@/lib/client/use-shared-command'
import { useSharedEdit } from '@/lib/client/use-shared-edit'
import type { RackView } from '@/lib/contracts/inventory/rack'

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

/** What the button of `EditRack` opens. */
export function EditRackForm({ rack, onClose }: { rack: RackView; onClose: () => void }) {
  const { code } = rack
  const thing = { entity: 'rack', key: code } as const
  const edit = useSharedEdit(thing, fieldsOf(rack))
  const { values, set } = edit
  const command = useSharedCommand(editRack, {
    ...{ edit, thing, onDone: onClose },
    shown: (value) => (Array.isArray(value) ? value.join(', ') : value),
  })
  const about = { edit, command }
  const figure = (name: 'maxPowerW' | 'maxWeightKg', label: string, unit: string) => (
    <MergeText
      {...about}
      label={label}
      name={name}
      unit={unit}
      inputMode="numeric"
      value={values[name] ?? ''}
      onText={(text) => set(name, numberOrNone(text))}
    />
  )
  return (
    <MergeForm
      {...about}
      shownFields={['row', 'heightU', 'maxPowerW', 'maxWeightKg', 'tags', 'note']}
      onSave={({ given, base }) => void command.run({ code, ...withTags(given), base: withTags(base) })}
      onClose={onClose}
    >
      <div className="grid grid-cols-2 gap-3">
        <MergeText
          {...about}
          label="Row"
          name="row"
          maxLength={64}
          value={values.row ?? ''}
          onText={(text) => set('row', textOrNone(text))}
        />
        <MergeText
          {...about}
          label="Height"
          name="heightU"
          unit="U"
          inputMode="numeric"
          value={values.heightU}
          onText={(text) => set('heightU', numberOrNone(text) ?? 0)}
        />
        {figure('maxPowerW', 'Power budget', 'W')}
        {figure('maxWeightKg', 'Weight budget', 'kg')}
      </div>
      <MergeText
        {...about}
        label="Tags"
        name="tags"
        hint="One after the other, with a comma between"
        value={values.tags}
        onText={(text) => set('tags', text)}
      />
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
    </MergeForm>
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
