'use client'

import { useEffect, useRef, useState } from 'react'
import { Glyph } from '@/components/ui/glyph'

/**
 * The one big box that a hand scanner types into: a code and Enter. It empties itself, and stays where it is. It has the focus
 * when it comes and with each answer, but never takes it from a field that a person writes in meanwhile.
 */
export function ScanBox(props: {
  /** For whoever gives the box the focus at other times too. */
  ref?: React.RefObject<HTMLInputElement | null>
  /** What is to be scanned, also as the placeholder. */
  label: string
  busy: boolean
  /** Which answer is shown: the box takes the focus with each. Undefined where there is none, or where it must not. */
  answered?: number | string | undefined
  className?: string | undefined
  onSubmit: (typed: string) => void
}) {
  const { ref, label, busy, answered, className = 'px-4 py-3', onSubmit } = props
  const own = useRef<HTMLInputElement>(null)
  const box = ref ?? own
  const [typed, setTyped] = useState('')
  const [first] = useState(() => !writesElsewhere())
  useEffect(() => {
    if (answered !== undefined && !writesElsewhere()) box.current?.focus({ preventScroll: true })
  }, [answered, box])
  return (
    <form
      aria-label="Scan"
      className={className}
      onSubmit={(event) => {
        event.preventDefault()
        if (typed.trim() === '') return
        onSubmit(typed)
        setTyped('')
      }}
    >
      <span className="relative flex">
        <Glyph
          name="scan"
          size={18}
          className="pointer-events-none absolute top-1/2 left-3.5 -translate-y-1/2 text-text2"
        />
        <input
          ref={box}
          data-scan-box
          aria-label={label}
          placeholder={label}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          // biome-ignore lint/a11y/noAutofocus: the page is this box, and a hand scanner types into what has the focus
          autoFocus={first}
          suppressHydrationWarning // the server cannot know what is written in
          autoComplete="off"
          autoCapitalize="characters"
          autoCorrect="off"
          spellCheck={false}
          enterKeyHint="go"
          maxLength={400}
          className="mono h-14 w-full rounded-overlay border-2 border-control bg-surface pr-3 pl-11 text-[16px] outline-none placeholder:font-sans focus:border-accent"
        />
        {busy ? (
          <span
            aria-hidden
            className="absolute inset-x-1 bottom-0.5 h-0.5 overflow-hidden rounded-full text-accent-text"
          >
            <span className="block h-full w-2/5 animate-[busy_1.1s_linear_infinite] bg-current" />
          </span>
        ) : null}
      </span>
    </form>
  )
}

const FIELD = 'input:not([type=checkbox], [type=radio], [data-scan-box]), textarea, select'

/** Whether a person writes in a field that is no such box: one that is about to go may have the focus still. */
function writesElsewhere(): boolean {
  return typeof document !== 'undefined' && document.activeElement?.matches(FIELD) === true
}
