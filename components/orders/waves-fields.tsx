import { TextField } from '@/components/ui/field'
import type { WavesInput } from '@/lib/contracts/planning/order'

/** What was typed; empty is without. */
export interface WavesTyped {
  canary: string
  failureBudget: string
}

export function typedWaves(waves: WavesInput | undefined): WavesTyped {
  return { canary: String(waves?.canary ?? ''), failureBudget: String(waves?.failureBudget ?? '') }
}

/** Null: all at once, whatever fails. */
export function wavesOf({ canary, failureBudget }: WavesTyped): WavesInput | null {
  const first = Number(canary)
  const waves: WavesInput = {
    ...(canary === '' || first === 0 ? {} : { canary: first }),
    ...(failureBudget === '' ? {} : { failureBudget: Number(failureBudget) }),
  }
  return Object.keys(waves).length === 0 ? null : waves
}

const digits = (text: string) => text.replaceAll(/\D/g, '').slice(0, 3)

/** Whether some are tried first, and how many may fail before nothing else is begun. */
export function WavesFields(props: { value: WavesTyped; servers: number; onChange: (value: WavesTyped) => void }) {
  const { value, servers, onChange } = props
  const first = Number(value.canary)
  const budget = Number(value.failureBudget)
  return (
    <fieldset className="mt-3 grid grid-cols-2 gap-3 max-tab:grid-cols-1">
      <legend className="sr-only">In waves</legend>
      <TextField
        label="Try first"
        inputMode="numeric"
        placeholder="all at once"
        value={value.canary}
        onChange={(event) => onChange({ ...value, canary: digits(event.target.value) })}
        hint={
          first === 0
            ? 'Begin all at once.'
            : first >= servers
              ? 'That is all of them: begin all at once.'
              : `The other ${servers - first} begin when ${first === 1 ? 'it has' : 'they have'} succeeded.`
        }
      />
      <TextField
        label="Stop when more fail than"
        inputMode="numeric"
        placeholder="never"
        value={value.failureBudget}
        onChange={(event) => onChange({ ...value, failureBudget: digits(event.target.value) })}
        hint={
          value.failureBudget === ''
            ? 'Go on whatever fails.'
            : `With failure number ${budget + 1} nothing else is begun; what runs goes on to its end.`
        }
      />
    </fieldset>
  )
}
