'use client'

import { type FormEvent, useId, useState } from 'react'
import { Button, ButtonLink } from '@/components/ui/button'
import { TextField } from '@/components/ui/field'
import { formatCount } from '@/components/ui/numbers'
import { ProblemNote } from '@/components/ui/problem-note'
import { SelectField } from '@/components/ui/select'
import { editOrder } from '@/lib/actions/planning-actions'
import { fieldError } from '@/lib/client/problem'
import { useCommand } from '@/lib/client/use-command'
import { useGo } from '@/lib/client/use-go'
import type { CapacityView } from '@/lib/contracts/planning/capacity'
import type { ImageView } from '@/lib/contracts/planning/image'
import type { SketchView } from '@/lib/contracts/planning/order-sketch'
import { KeptDrafts } from './kept-drafts'
import { KeptMark } from './kept-mark'
import { type Draft, endOf } from './order-draft'
import { useKeptDraft } from './use-kept-draft'
import { WizardFrame } from './wizard-frame'
import { wizardHref } from './wizard-href'

const textOf = (data: FormData, name: string): string => {
  const value = data.get(name)
  return typeof value === 'string' ? value.trim() : ''
}

function typedIn(form: HTMLFormElement, draft: Draft, number: string | undefined): Draft {
  const data = new FormData(form)
  return {
    ...draft,
    customer: textOf(data, 'customer'),
    datacenter: number === undefined ? textOf(data, 'datacenter') : draft.datacenter,
    image: textOf(data, 'image'),
    boot: textOf(data, 'boot') === 'network' ? 'network' : 'media',
    endsOn: textOf(data, 'endsOn'),
  }
}

/** First step: who it is for, and where. Of an order that exists, the datacenter stays. */
export function WizardWho(props: {
  draft: Draft
  number: string | undefined
  /** What is kept of it, where it is no order yet. */
  sketch: SketchView | null
  /** Others that were begun. */
  begun: readonly SketchView[]
  capacity: CapacityView
  images: readonly ImageView[]
  lock: string | null
  today: string
}) {
  const { draft, number, sketch, begun, capacity, images, lock, today } = props
  const go = useGo()
  const formId = useId()
  const kept = useKeptDraft('who', sketch, draft)
  const [missing, setMissing] = useState<{ customer?: string; datacenter?: string }>({})
  const command = useCommand(editOrder, {
    leaves: true,
    changes: (order) => [{ entity: 'order', key: order.number }],
  })

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const next = typedIn(event.currentTarget, draft, number)
    const lacks = {
      ...(next.customer === '' ? { customer: 'Say who the servers are for.' } : {}),
      ...(next.datacenter === '' ? { datacenter: 'Choose where they should stand.' } : {}),
    }
    setMissing(lacks)
    if (Object.keys(lacks).length > 0) return
    if (number === undefined) {
      kept.keep(next)
      const id = await kept.settled()
      go(wizardHref('what', { draft: next, kept: id }))
      return
    }
    const outcome = await command.run({
      number,
      customer: next.customer,
      image: next.image === '' ? null : next.image,
      boot: next.boot,
      endsAt: endOf(next.endsOn) ?? null,
    })
    if (outcome.ok) go(wizardHref('what', { order: number }))
  }

  return (
    <WizardFrame
      step="who"
      aside={number === undefined ? <KeptMark kept={kept} step="who" /> : undefined}
      foot={
        <>
          <ButtonLink href="/orders" look="quiet">
            Leave
          </ButtonLink>
          <span className="flex-1" />
          <Button
            type="submit"
            form={formId}
            look="primary"
            endGlyph="right"
            busy={command.pending}
            disabledReason={lock}
            reasonAt="before"
          >
            Continue
          </Button>
        </>
      }
    >
      <div className="grid flex-1 grid-cols-[minmax(0,480px)_minmax(0,560px)] gap-x-8 max-wide:grid-cols-1 max-wide:content-start">
        <form
          id={formId}
          noValidate
          onSubmit={(event) => void submit(event)}
          onChange={(event) => {
            if (number === undefined) kept.keep(typedIn(event.currentTarget, draft, number))
          }}
          className="flex min-w-0 max-w-[480px] flex-col gap-4 p-4"
        >
          <TextField
            label="Customer"
            name="customer"
            defaultValue={draft.customer}
            maxLength={200}
            autoFocus
            autoComplete="organization"
            error={missing.customer ?? fieldError(command.problem, 'customer')}
          />
          <SelectField
            label="Datacenter"
            name="datacenter"
            defaultValue={draft.datacenter}
            emptyLabel="Choose one"
            disabled={number !== undefined}
            hint={number === undefined ? undefined : `${number} is made for it: for another, start a new order.`}
            error={missing.datacenter}
            options={capacity.datacenters.map((row) => ({
              value: row.code,
              label: `${row.code}, ${row.name}: ${formatCount(row.free)} free`,
            }))}
          />
          <SelectField
            label="Image"
            name="image"
            defaultValue={draft.image}
            emptyLabel="None"
            hint="Installed on each server when the order is provisioned."
            options={images.map((image) => ({ value: image.slug, label: image.name }))}
            error={fieldError(command.problem, 'image')}
          />
          <SelectField
            label="Started from"
            name="boot"
            defaultValue={draft.boot}
            hint="As a disc: the BMC puts the image in as virtual media. Over the network: your boot server answers."
            options={[
              { value: 'media', label: 'The image as a disc' },
              { value: 'network', label: 'The network' },
            ]}
            error={fieldError(command.problem, 'boot')}
          />
          <TextField
            label="Ends on"
            name="endsOn"
            type="date"
            min={today}
            defaultValue={draft.endsOn}
            hint="Leave it empty for an order without an end."
            className="max-w-[200px]"
            error={fieldError(command.problem, 'endsAt')}
          />
          <ProblemNote problem={command.problem} shownFields={['customer', 'image', 'boot', 'endsAt']} />
        </form>
        <div className="min-w-0 wide:pt-2">
          <KeptDrafts sketches={begun} />
        </div>
      </div>
    </WizardFrame>
  )
}
