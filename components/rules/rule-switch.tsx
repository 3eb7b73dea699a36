import { Button } from '@/components/ui/button'

/** Whether a rule counts, as a switch: glyph and word say how it stands. */
export function RuleSwitch(props: { name: string; on: boolean; lock: string | null; onFlip: () => void }) {
  const { name, on, lock, onFlip } = props
  return (
    <Button
      role="switch"
      aria-checked={on}
      aria-label={`${name}: counts`}
      look={on ? 'plain' : 'quiet'}
      glyph={on ? 'check' : 'slashed-ring'}
      disabledReason={lock}
      reasonAt="tooltip"
      onClick={onFlip}
      className="w-16"
    >
      {on ? 'On' : 'Off'}
    </Button>
  )
}
