'use client'

import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/field'
import { formatCount } from '@/components/ui/numbers'
import type { Problem } from '@/lib/client/problem'
import { fieldError } from '@/lib/client/problem'
import { type Draft, emptyLine, type Line, MAX_LINES } from './order-draft'

const whole = (text: string, most = 1_000_000_000) => Math.min(most, Number(text.replaceAll(/\D/g, '')) || 0)
const shown = (value: number) => (value === 0 ? '' : formatCount(value))

interface FieldsProps {
  draft: Draft
  onChange: (draft: Draft) => void
  problem: Problem | null
}

/** What is asked: three totals, or lines of n servers with at least so much each. Whole numbers; empty is none. */
export function DemandFields(props: FieldsProps) {
  return props.draft.mode === 'totals' ? <TotalsFields {...props} /> : <LinesFields {...props} />
}

function TotalsFields({ draft, onChange, problem }: FieldsProps) {
  const fields = [
    { name: 'cpuCores', label: 'Cores', unit: '' },
    { name: 'ramGb', label: 'RAM', unit: 'GB' },
    { name: 'nvmeGb', label: 'NVMe', unit: 'GB' },
  ] as const
  return (
    <fieldset className="flex max-w-[280px] flex-col gap-3">
      <legend className="mb-2 text-small text-text3">In all, over as many servers as it takes.</legend>
      {fields.map(({ name, label, unit }) => (
        <TextField
          key={name}
          label={label}
          unit={unit === '' ? undefined : unit}
          className={unit === '' ? '[&_input]:pr-10! [&_input]:text-right' : undefined}
          inputMode="numeric"
          autoComplete="off"
          placeholder="0"
          value={shown(draft[name])}
          onChange={(event) => onChange({ ...draft, [name]: whole(event.target.value) })}
          error={fieldError(problem, name)}
        />
      ))}
    </fieldset>
  )
}

function LinesFields({ draft, onChange, problem }: FieldsProps) {
  const set = (index: number, change: Partial<Line>) =>
    onChange({ ...draft, lines: draft.lines.map((line, at) => (at === index ? { ...line, ...change } : line)) })
  return (
    <fieldset>
      <legend className="mb-2 text-small text-text3">Each server has at least this much.</legend>
      <ul className="flex flex-col gap-3">
        {draft.lines.map((line, index) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a line has no name of its own; its place is what it is
            key={index}
            className="flex flex-wrap items-end gap-2"
          >
            {index === 0 ? null : (
              <span aria-hidden className="w-full text-small text-text3 tab:hidden">
                Line {index + 1}: servers, cores, RAM, NVMe
              </span>
            )}
            <LineField
              label="Servers"
              first={index === 0}
              value={line.count}
              onChange={(count) => set(index, { count: Math.max(1, Math.min(10_000, count)) })}
              error={fieldError(problem, `lines.${index}.count`)}
            />
            <LineField
              label="Cores"
              first={index === 0}
              value={line.minCpuCores}
              onChange={(minCpuCores) => set(index, { minCpuCores })}
            />
            <LineField
              label="RAM, GB"
              first={index === 0}
              value={line.minRamGb}
              onChange={(minRamGb) => set(index, { minRamGb })}
            />
            <LineField
              label="NVMe, GB"
              first={index === 0}
              value={line.minNvmeGb}
              onChange={(minNvmeGb) => set(index, { minNvmeGb })}
            />
            <Button
              look="quiet"
              glyph="x"
              iconOnly
              disabledReason={draft.lines.length === 1 ? 'An order has at least one line.' : null}
              reasonAt="tooltip"
              onClick={() => onChange({ ...draft, lines: draft.lines.filter((_, at) => at !== index) })}
            >
              {`Remove line ${index + 1}`}
            </Button>
          </li>
        ))}
      </ul>
      <Button
        className="mt-3"
        glyph="plus"
        disabledReason={draft.lines.length >= MAX_LINES ? 'A hundred lines are the most.' : null}
        onClick={() => onChange({ ...draft, lines: [...draft.lines, draft.lines.at(-1) ?? emptyLine] })}
      >
        Add a line
      </Button>
    </fieldset>
  )
}

function LineField(props: {
  label: string
  /** Only the first line shows its labels; all have them. */
  first: boolean
  value: number
  onChange: (value: number) => void
  error?: string | undefined
}) {
  const { label, first, value, onChange, error } = props
  return (
    <TextField
      label={label}
      labelHidden={!first}
      className="w-[104px] max-tab:w-[calc(50%-4px)] [&_input]:text-right"
      inputMode="numeric"
      autoComplete="off"
      placeholder="0"
      value={shown(value)}
      onChange={(event) => onChange(whole(event.target.value))}
      error={error}
    />
  )
}
