'use client'

import { useMemo, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Glyph } from '@/components/ui/glyph'
import { SelectField } from '@/components/ui/select'
import type { ServerModelView } from '@/lib/contracts/inventory/server-model'
import { recentModels } from './recent-models'

const nameOf = ({ manufacturer, model, heightU }: ServerModelView) => `${manufacturer} ${model}, ${heightU}U`

/** A barcode that nobody knows: which model is it? The last ones first, then the whole list, or later. */
export function ModelQuestion(props: {
  code: string
  models: readonly ServerModelView[]
  onAnswer: (slug: string | null) => void
}) {
  const { code, models, onAnswer } = props
  const [chosen, setChosen] = useState('')
  const recent = useMemo(() => {
    const known = new Map(models.map((model) => [model.slug, model]))
    return recentModels().flatMap((slug) => known.get(slug) ?? [])
  }, [models])
  return (
    <section
      role="alert"
      aria-label="New barcode"
      className="animate-fade border-line border-b bg-accent-tint px-4 py-4"
    >
      <p className="flex items-center gap-3 font-semibold text-[19px] leading-[26px]">
        <Glyph name="circled-plus" size={24} /> New here. Which model?
      </p>
      <p className="mono mt-1.5 break-all font-semibold text-place tracking-[-0.04em]">{code}</p>
      <div className="mt-3 flex flex-col gap-2">
        {recent.map((model, index) => (
          <Button
            key={model.slug}
            size="touch"
            look={index === 0 ? 'primary' : 'plain'}
            onClick={() => onAnswer(model.slug)}
          >
            {nameOf(model)}
          </Button>
        ))}
        <div className="flex items-end gap-2">
          <SelectField
            label={recent.length === 0 ? 'Model' : 'Another model'}
            value={chosen}
            onChange={(event) => setChosen(event.target.value)}
            emptyLabel="Choose a model"
            options={models.map((model) => ({ value: model.slug, label: nameOf(model) }))}
            className="flex-1 [&_select]:h-12"
          />
          <Button
            size="touch"
            look={recent.length === 0 ? 'primary' : 'plain'}
            disabledReason={chosen === '' ? 'choose a model' : null}
            reasonAt="tooltip"
            onClick={() => onAnswer(chosen)}
          >
            Record
          </Button>
        </div>
        <Button size="touch" onClick={() => onAnswer(null)}>
          Set the model later
        </Button>
        <p className="text-title text-text2">Until then it takes 1U, and no plan takes it.</p>
      </div>
    </section>
  )
}
