'use client'

import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { modelsQuery } from '@/components/servers/server-queries'
import { Button, ButtonLink } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { TextField } from '@/components/ui/field'
import { FilterChip } from '@/components/ui/filter-chip'
import { Glyph } from '@/components/ui/glyph'
import { countOf } from '@/components/ui/numbers'
import { Toolbar } from '@/components/ui/section'
import { SelectField } from '@/components/ui/select'
import { useGo } from '@/lib/client/use-go'
import type { CapacityView } from '@/lib/contracts/planning/capacity'
import { additionText, parseAddition } from '@/lib/domain/capacity/what-if'
import { CODE_RULE, isCode } from '@/lib/domain/code'
import { type Supposition, withNothingSupposed, withoutSupposed, withSupposed } from './capacity-address'

type Change = NonNullable<CapacityView['whatIf']>['changes'][number]

/** What is supposed, each part with what it came to and the way to take it away. Nothing of it is saved but in the address. */
export function WhatIfBar({ view }: { view: CapacityView }) {
  const params = useSearchParams()
  const changes = view.whatIf?.changes ?? []
  return (
    <Toolbar
      label="What if"
      end={
        changes.length === 0 ? null : (
          <ButtonLink look="quiet" href={withNothingSupposed(new URLSearchParams(params))}>
            Back to what is
          </ButtonLink>
        )
      }
    >
      <WhatIfDialog datacenters={view.datacenters.map(({ code }) => code)} />
      {changes.length === 0 ? (
        <span className="text-small text-text3">
          More of a model, a lost rack, an order served: the figures beside the real ones. Saves nothing.
        </span>
      ) : null}
      {changes.map((change) => (
        <span key={`${change.kind} ${change.what}`} className="flex min-w-0 flex-wrap items-center gap-2">
          <FilterChip
            label={wordsOf(change)}
            removeHref={withoutSupposed(new URLSearchParams(params), change.kind, change.what)}
          />
          {change.problem === undefined ? null : (
            <span className="t-warn flex min-w-0 items-center gap-1 text-small text-x" role="status">
              <Glyph name="triangle" />
              {change.problem}
            </span>
          )}
        </span>
      ))}
    </Toolbar>
  )
}

function wordsOf({ kind, what, servers }: Change): string {
  if (kind === 'lose') return `Lose rack ${what}: ${countOf(servers, 'server')}`
  if (kind === 'order') return `Serve ${what}: ${countOf(servers, 'server')}`
  const addition = parseAddition(what)
  return addition === null ? what : `+${addition.count} ${addition.model} in ${addition.datacenter}`
}

function WhatIfDialog({ datacenters }: { datacenters: readonly string[] }) {
  const [open, setOpen] = useState(false)
  const params = useSearchParams()
  const go = useGo()
  const suppose = (kind: Supposition, what: string) => {
    setOpen(false)
    go(withSupposed(new URLSearchParams(params), kind, what), { scroll: false })
  }
  return (
    <Dialog
      title="What if…"
      description="The figures of this page as if it were so, beside those that are. Nothing is saved: it stands in the address, and a link shares it."
      open={open}
      onOpenChange={setOpen}
      trigger={<Button glyph="sum">What if…</Button>}
    >
      <div className="flex flex-col gap-4">
        <AddForm datacenters={datacenters} onAdd={(what) => suppose('add', what)} />
        <CodeForm
          title="A rack is lost"
          label="Rack"
          placeholder="FRA1-A07"
          button="Lose it"
          onCode={(code) => suppose('lose', code)}
        />
        <CodeForm
          title="An order is served"
          label="Order"
          placeholder="ORD-10402"
          button="Serve it"
          onCode={(code) => suppose('order', code)}
        />
      </div>
    </Dialog>
  )
}

const rowClass = 'flex flex-wrap items-end gap-2'

function AddForm({ datacenters, onAdd }: { datacenters: readonly string[]; onAdd: (what: string) => void }) {
  const models = useQuery(modelsQuery()).data?.items ?? []
  const [count, setCount] = useState('20')
  const [model, setModel] = useState('')
  const [datacenter, setDatacenter] = useState(datacenters[0] ?? '')
  const [problem, setProblem] = useState<string | undefined>()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const wanted = parseAddition(additionText({ count: Number(count), model, datacenter }))
    if (model === '') return setProblem('Choose a model.')
    if (wanted === null) return setProblem('How many? 1 to 999,999.')
    onAdd(additionText(wanted))
  }
  return (
    <form onSubmit={submit} aria-label="More servers" noValidate>
      <h3 className="mb-1 font-medium">More of a model arrive</h3>
      <div className={rowClass}>
        <TextField
          label="Servers"
          className="w-20"
          inputMode="numeric"
          value={count}
          onChange={(event) => setCount(event.target.value.replaceAll(/\D/g, ''))}
        />
        <SelectField
          label="Model"
          className="min-w-44 flex-1"
          emptyLabel="Choose a model"
          value={model}
          onChange={(event) => setModel(event.target.value)}
          options={models.map((one) => ({ value: one.slug, label: `${one.manufacturer} ${one.model}` }))}
        />
        <SelectField
          label="Datacenter"
          className="w-28"
          value={datacenter}
          onChange={(event) => setDatacenter(event.target.value)}
          options={datacenters.map((code) => ({ value: code, label: code }))}
        />
        <Button type="submit">Add them</Button>
      </div>
      <Refusal problem={problem} />
    </form>
  )
}

function CodeForm(props: {
  title: string
  label: string
  placeholder: string
  button: string
  onCode: (code: string) => void
}) {
  const { title, label, placeholder, button, onCode } = props
  const [code, setCode] = useState('')
  const [problem, setProblem] = useState<string | undefined>()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isCode(code.trim())) onCode(code.trim())
    else setProblem(`A code is ${CODE_RULE}, such as ${placeholder}.`)
  }
  return (
    <form onSubmit={submit} aria-label={title} noValidate>
      <h3 className="mb-1 font-medium">{title}</h3>
      <div className={rowClass}>
        <TextField
          label={label}
          mono
          className="min-w-44 flex-1"
          placeholder={placeholder}
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
        <Button type="submit">{button}</Button>
      </div>
      <Refusal problem={problem} />
    </form>
  )
}

function Refusal({ problem }: { problem: string | undefined }) {
  return (
    <p aria-live="polite" className="mt-1 text-fail-x text-small empty:hidden">
      {problem}
    </p>
  )
}
