'use client'

import { useQuery } from '@tanstack/react-query'
import { MergeForm, MergeText } from '@/components/ui/merge-form'
import { MergeField } from '@/components/ui/merge-note'
import { SelectField } from '@/components/ui/select'
import { editOrder } from '@/lib/actions/planning-actions'
import { apiGet } from '@/lib/client/api-fetch'
import { fieldError } from '@/lib/client/problem'
import { queryKeys } from '@/lib/client/query-keys'
import { useSharedCommand } from '@/lib/client/use-shared-command'
import { useSharedEdit } from '@/lib/client/use-shared-edit'
import type { Page } from '@/lib/contracts/paging'
import type { ImageView } from '@/lib/contracts/planning/image'
import type { OrderView } from '@/lib/contracts/planning/order'

/** What of an order can be edited; null is none. */
const fieldsOf = ({ customer, image, boot, endsAt }: OrderView) => ({
  ...{ customer, boot },
  image: image ?? null,
  endsAt: endsAt ?? null,
})

const BOOTS = [
  { value: 'media', label: 'The image as a disc' },
  { value: 'network', label: 'The network' },
]
const bootWord = (value: unknown) => BOOTS.find((boot) => boot.value === value)?.label ?? ''
const dayOf = (value: unknown) => (typeof value === 'string' ? value.slice(0, 10) : 'no end')

/** What the button of `EditOrder` opens. */
export function EditOrderForm({ order, onClose }: { order: OrderView; onClose: () => void }) {
  const { number } = order
  const thing = { entity: 'order', key: number } as const
  const edit = useSharedEdit(thing, fieldsOf(order))
  const { values, set } = edit
  const images = useQuery({
    queryKey: queryKeys.list('image', { limit: 200 }),
    queryFn: ({ signal }) => apiGet<Page<ImageView>>('/images', { limit: 200 }, signal),
  })
  const command = useSharedCommand(editOrder, { edit, thing, onDone: onClose })
  const about = { edit, command }
  return (
    <MergeForm
      {...about}
      shownFields={['customer', 'image', 'endsAt']}
      onSave={({ given, base }) => void command.run({ number, ...given, base })}
      onClose={onClose}
    >
      <MergeText
        {...about}
        label="Customer"
        name="customer"
        maxLength={200}
        value={values.customer}
        onText={(text) => set('customer', text)}
      />
      <MergeField edit={edit} name="image">
        <SelectField
          label="Image"
          name="image"
          emptyLabel="None"
          value={values.image ?? ''}
          onChange={(event) => set('image', event.target.value === '' ? null : event.target.value)}
          options={(images.data?.items ?? []).map((image) => ({ value: image.slug, label: image.name }))}
          error={fieldError(command.problem, 'image')}
        />
      </MergeField>
      <MergeField edit={edit} name="boot" show={bootWord}>
        <SelectField
          label="Started from"
          name="boot"
          value={values.boot}
          onChange={(event) => set('boot', event.target.value === 'network' ? 'network' : 'media')}
          options={BOOTS}
        />
      </MergeField>
      <MergeText
        {...about}
        label="Ends on"
        name="endsAt"
        type="date"
        show={dayOf}
        className="max-w-[200px]"
        value={values.endsAt?.slice(0, 10) ?? ''}
        onText={(text) => set('endsAt', text === '' ? null : `${text}T00:00:00.000Z`)}
      />
    </MergeForm>
  )
}
