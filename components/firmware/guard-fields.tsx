import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/field'

export interface GuardEntry {
  /** Its place in the list may change: the row is known by this. */
  key: number
  component: string
  version: string
}

/** What other components must have while it is flashed: as many rows as there are conditions. */
export function GuardFields(props: {
  guards: readonly GuardEntry[]
  onChange: (guards: GuardEntry[]) => void
  /** The id of a datalist of component names. */
  list: string
  errorAt: (path: string) => string | undefined
}) {
  const { guards, onChange, list, errorAt } = props
  const change = (key: number, part: Partial<GuardEntry>) =>
    onChange(guards.map((guard) => (guard.key === key ? { ...guard, ...part } : guard)))
  const next = Math.max(0, ...guards.map(({ key }) => key)) + 1
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 font-medium text-small text-text2">Only while another component is far enough</legend>
      <div className="flex flex-col gap-2">
        {guards.map(({ key, component, version }, index) => (
          <div key={key} className="flex items-start gap-2">
            <TextField
              label={`Component of condition ${index + 1}`}
              labelHidden
              className="flex-1"
              required
              list={list}
              autoComplete="off"
              placeholder="Component"
              value={component}
              onChange={(event) => change(key, { component: event.target.value })}
              error={errorAt(`requires.${index}.component`)}
            />
            <TextField
              label={`Version of condition ${index + 1}`}
              labelHidden
              className="flex-1"
              mono
              required
              autoComplete="off"
              placeholder=">=2.30"
              value={version}
              onChange={(event) => change(key, { version: event.target.value })}
              error={errorAt(`requires.${index}.version`)}
            />
            <Button
              look="quiet"
              glyph="x"
              iconOnly
              onClick={() => onChange(guards.filter((guard) => guard.key !== key))}
            >
              {`Take condition ${index + 1} away`}
            </Button>
          </div>
        ))}
        <div>
          <Button glyph="plus" onClick={() => onChange([...guards, { key: next, component: '', version: '' }])}>
            Add a condition
          </Button>
        </div>
      </div>
    </fieldset>
  )
}
