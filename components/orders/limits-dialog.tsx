'use client'

import { type FormEvent, useState } from 'react'
import type { ModelStock } from '@/components/capacity/shape-fit'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { CheckField, TextField } from '@/components/ui/field'
import { countOf } from '@/components/ui/numbers'
import { Segment } from '@/components/ui/segment'
import { type Constraints, type PlanLimits, sameLimits } from './plan-options'

/** What every plan must keep to. Nothing is asked of the planner until it is applied. */
export function LimitsDialog(props: {
  limits: PlanLimits
  models: readonly ModelStock[]
  lock: string | null
  onApply: (limits: PlanLimits) => void
}) {
  const { limits, models, lock, onApply } = props
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button disabledReason={lock} reasonAt="tooltip" onClick={() => setOpen(true)}>
        Limits…
      </Button>
      <Dialog title="Limits on the plans" open={open} onOpenChange={setOpen} width={520}>
        <LimitsForm
          limits={limits}
          models={models}
          onKeep={() => setOpen(false)}
          onApply={(next) => {
            setOpen(false)
            if (!sameLimits(limits, next)) onApply(next)
          }}
        />
      </Dialog>
    </>
  )
}

const digits = (text: string, most: number): number | undefined => {
  const value = Number(text.replaceAll(/\D/g, ''))
  return value > 0 ? Math.min(most, value) : undefined
}

const NUMBERS = [
  { name: 'maxPerRack', label: 'Servers in one rack, at most', unit: 'a rack', most: 10_000 },
  { name: 'maxSharePerRack', label: 'Share of the order in one rack, at most', unit: '%', most: 100 },
  { name: 'surviveRackLoss', label: 'Left when any one rack is lost, at least', unit: '%', most: 100 },
] as const

function LimitsForm(props: {
  limits: PlanLimits
  models: readonly ModelStock[]
  onKeep: () => void
  onApply: (limits: PlanLimits) => void
}) {
  const { limits, models, onKeep, onApply } = props
  const [{ constraints, includeWarehouse }, setLimits] = useState(limits)
  const set = (name: keyof Constraints, value: Constraints[keyof Constraints]) => {
    const { [name]: _before, ...kept } = constraints
    setLimits({ constraints: value === undefined ? kept : { ...kept, [name]: value }, includeWarehouse })
  }
  const apply = (event: FormEvent) => {
    event.preventDefault()
    onApply({ constraints, includeWarehouse })
  }
  return (
    <form onSubmit={apply} noValidate className="flex flex-col gap-4">
      <fieldset className="grid grid-cols-3 gap-3 max-tab:grid-cols-1">
        <legend className="mb-1.5 font-semibold">Racks</legend>
        {NUMBERS.map(({ name, label, unit, most }) => (
          <TextField
            key={name}
            label={label}
            unit={unit}
            placeholder="no limit"
            inputMode="numeric"
            autoComplete="off"
            className="justify-end [&_input]:pr-14!"
            value={constraints[name] ?? ''}
            onChange={(event) => set(name, digits(event.target.value, most))}
          />
        ))}
        <CheckField
          label="Keep within each rack’s power budget"
          className="col-span-full"
          checked={constraints.rackPower === true}
          onChange={(event) => set('rackPower', event.target.checked ? true : undefined)}
        />
      </fieldset>
      <fieldset>
        <legend className="mb-1.5 font-semibold">Stock</legend>
        <CheckField
          label="Take servers from the warehouse too"
          hint="They must be racked before they can be provisioned."
          checked={includeWarehouse}
          onChange={(event) => setLimits({ constraints, includeWarehouse: event.target.checked })}
        />
      </fieldset>
      <ModelsField models={models} value={constraints.models} onChange={(value) => set('models', value)} />
      <DialogFooter>
        <Button
          look="quiet"
          className="tab:mr-auto"
          onClick={() => setLimits({ constraints: {}, includeWarehouse: false })}
        >
          No limits
        </Button>
        <Button onClick={onKeep}>Keep as it was</Button>
        <Button type="submit" look="primary">
          Apply and compare
        </Button>
      </DialogFooter>
    </form>
  )
}

type Models = Constraints['models']

/** Any model; or only, or all but, those that are ticked. */
function ModelsField(props: { models: readonly ModelStock[]; value: Models; onChange: (value: Models) => void }) {
  const { models, value, onChange } = props
  const [mode, setMode] = useState<'any' | 'allow' | 'exclude'>(
    value?.allow !== undefined ? 'allow' : value?.exclude !== undefined ? 'exclude' : 'any',
  )
  const ticked = mode === 'any' ? [] : (value?.[mode] ?? [])
  // What is ticked and no longer in stock can still be taken out.
  const known = new Map(models.map(({ model, name }) => [model, name]))
  const listed = [
    ...models.map(({ model, name, racked, warehouse }) => ({ model, name, free: racked + warehouse })),
    ...ticked.filter((slug) => !known.has(slug)).map((slug) => ({ model: slug, name: slug, free: 0 })),
  ]
  const put = (next: typeof mode, slugs: readonly string[]) => {
    setMode(next)
    onChange(next === 'any' || slugs.length === 0 ? undefined : { [next]: [...slugs] })
  }
  return (
    <fieldset>
      <legend className="mb-1.5 font-semibold">Models</legend>
      <Segment
        label="Which models"
        value={mode}
        options={[
          { value: 'any', label: 'Any' },
          { value: 'allow', label: 'Only these' },
          { value: 'exclude', label: 'All but these' },
        ]}
        onChange={(next) => put(next === 'allow' || next === 'exclude' ? next : 'any', ticked)}
      />
      {mode === 'any' ? null : (
        <ul className="mt-2 grid grid-cols-2 gap-x-4 gap-y-1.5 max-tab:grid-cols-1">
          {listed.map(({ model, name, free }) => (
            <li key={model}>
              <CheckField
                label={name}
                hint={`${countOf(free, 'server')} free`}
                checked={ticked.includes(model)}
                onChange={(event) =>
                  put(mode, event.target.checked ? [...ticked, model] : ticked.filter((slug) => slug !== model))
                }
              />
            </li>
          ))}
        </ul>
      )}
    </fieldset>
  )
}
