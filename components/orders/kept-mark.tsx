import { Button, buttonClass } from '@/components/ui/button'
import { Glyph } from '@/components/ui/glyph'
import type { KeptDraft } from './use-kept-draft'
import { wizardHref } from './wizard-href'
import type { WizardStep } from './wizard-steps'

/** At the right of the steps: whether what is typed is kept, and what to do where another device was quicker. */
export function KeptMark({ kept, step }: { kept: KeptDraft; step: WizardStep }) {
  if (kept.state === 'stale') {
    return (
      <span role="alert" className="flex flex-wrap items-center gap-2">
        <span className="t-warn inline-flex items-center gap-1.5 font-medium text-x">
          <Glyph name="triangle" />
          Changed on another device meanwhile.
        </span>
        <Button onClick={kept.keepMine}>Keep what is here</Button>
        {/* Loaded anew: the fields of this page hold what was typed here. */}
        <a href={wizardHref(step, { kept: kept.id })} className={buttonClass()}>
          Show the other
        </a>
      </span>
    )
  }
  return (
    <span role="status" className="text-small text-text3">
      {kept.state === 'kept'
        ? 'Kept: it is on your other devices too'
        : kept.state === 'typing'
          ? 'Keeping…'
          : kept.state === 'failed'
            ? `Not kept: ${kept.problem?.detail ?? 'the server did not answer'}`
            : ''}
    </span>
  )
}
