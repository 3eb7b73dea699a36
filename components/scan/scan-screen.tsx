'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { PageHeader } from '@/components/shell/page-header'
import { useScope } from '@/components/shell/scope'
import { Banner } from '@/components/ui/banner'
import { AnswerActions } from './answer-actions'
import { AnswerCard } from './answer-card'
import { LocationBar } from './location-bar'
import { LocationDialog } from './location-dialog'
import { ModelQuestion } from './model-question'
import { ScanBox } from './scan-box'
import { ScanHistory } from './scan-history'
import { useScanner } from './use-scanner'

/** For a thumb with a glove on: a place that is set once, one box, one large answer. `locked`: may only look things up. */
export function ScanScreen({ locked }: { locked: string | null }) {
  const scanner = useScanner(locked)
  const [choosing, setChoosing] = useState(false)
  const box = useRef<HTMLInputElement>(null)
  const refocus = useCallback(() => box.current?.focus({ preventScroll: true }), [])
  const last = scanner.answers[0]
  const settled = last?.id
  // A hand scanner types into whatever has the focus: after each answer that is the box again.
  useEffect(() => {
    if (settled !== undefined && !choosing) refocus()
  }, [settled, choosing, refocus])

  return (
    <div className="mx-auto min-h-[calc(100dvh-var(--shell-head)-var(--shell-foot))] max-w-[640px] border-line text-touch tab:border-r tab:border-l">
      <PageHeader title="Scan" hidden />
      {locked === null ? null : (
        <Banner glyph="lock" tone="idle" title="You can look things up here, not place them.">
          {locked}.
        </Banner>
      )}
      <LocationBar place={scanner.place} onPlace={scanner.setPlace} onChange={() => setChoosing(true)} />
      <ScanBox ref={box} label="Scan or type any code" busy={scanner.busy} onSubmit={scanner.submit} />
      {scanner.asking !== null ? (
        <ModelQuestion
          key={scanner.asking}
          code={scanner.asking}
          models={scanner.models}
          onAnswer={(slug) => scanner.answerModel(slug)}
        />
      ) : last === undefined ? (
        <FirstWords placed={scanner.place !== null} />
      ) : (
        <>
          <AnswerCard answer={last} />
          <AnswerActions key={last.id} answer={last} scanner={scanner} />
        </>
      )}
      <ScanHistory answers={scanner.asking === null ? scanner.answers.slice(1) : scanner.answers} />
      {choosing ? <ChoosePlace scanner={scanner} onClose={() => setChoosing(false)} /> : null}
    </div>
  )
}

function ChoosePlace({ scanner, onClose }: { scanner: ReturnType<typeof useScanner>; onClose: () => void }) {
  const scope = useScope()
  return (
    <LocationDialog
      place={scanner.place}
      scope={scope}
      onPlace={(place) => {
        scanner.setPlace(place)
        onClose()
      }}
      onClose={onClose}
    />
  )
}

function FirstWords({ placed }: { placed: boolean }) {
  return (
    <p className="text-pretty px-4 py-2 text-text2">
      {placed
        ? 'Scan the first server. Each goes to the place above; the next one follows it.'
        : 'Scan a rack or a warehouse: that is where the servers you scan next go. A server scanned without a place is looked up.'}
    </p>
  )
}
