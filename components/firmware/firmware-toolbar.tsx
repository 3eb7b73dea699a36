'use client'

import { Button } from '@/components/ui/button'
import { Toolbar } from '@/components/ui/section'
import { Segment } from '@/components/ui/segment'
import { SelectField } from '@/components/ui/select'
import { useGo } from '@/lib/client/use-go'
import type { About } from './about'
import { firmwareHref } from './firmware-filters'

export interface ModelChoice {
  slug: string
  name: string
}

/** So many components stand side by side; more are a list to choose from. */
const SIDE_BY_SIDE = 4

/** Which graph: model and component. */
export function FirmwareToolbar(
  props: About & { models: readonly ModelChoice[]; onAdd: () => void; onTarget: () => void },
) {
  const { graph, filters, locks, models, onAdd, onTarget } = props
  const go = useGo()
  const options = graph.components.map(({ component }) => ({ value: component, label: component }))
  const hrefOf = (component: string) => firmwareHref(filters, { component })
  return (
    <Toolbar
      label="Model and component"
      end={
        <>
          <Button disabledReason={locks.target} reasonAt="tooltip" onClick={onTarget}>
            Edit target…
          </Button>
          <Button look="primary" glyph="plus" disabledReason={locks.create} reasonAt="before" onClick={onAdd}>
            Add path…
          </Button>
        </>
      }
    >
      <SelectField
        label="Model"
        labelHidden
        className="w-60 max-tab:w-full"
        value={graph.model}
        onChange={(event) => go(firmwareHref(filters, { model: event.target.value }))}
        options={models.map(({ slug, name }) => ({ value: slug, label: name }))}
      />
      {options.length <= SIDE_BY_SIDE ? (
        <Segment
          label="Component"
          value={graph.component ?? ''}
          options={options.map((option) => ({ ...option, href: hrefOf(option.value) }))}
        />
      ) : (
        <SelectField
          label="Component"
          labelHidden
          className="w-48"
          value={graph.component ?? ''}
          onChange={(event) => go(hrefOf(event.target.value))}
          options={options}
        />
      )}
    </Toolbar>
  )
}
