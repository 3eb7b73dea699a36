'use client'

import dynamic from 'next/dynamic'
import { useCallback, useRef, useState } from 'react'
import { useScope } from '@/components/shell/scope'
import { Button } from '@/components/ui/button'
import { AnswerActions } from './answer-actions'
import { AnswerCard } from './answer-card'
import { LocationBar } from './location-bar'
import type { NextLocks } from './next-locks'
import { ScanBox } from './scan-box'
import { ScanHistory } from './scan-history'
import type { Scanner } from './use-scanner'

/** Fetched when they are first needed: the page itself is light, for a phone on a thin line. */
const LocationDialog = dynamic(() => import('./location-dialog').then((module) => module.LocationDialog), {
  ssr: false,
})
const ModelQuestion = dynamic(() => import('./model-question').then((module) => module.ModelQuestion), { ssr: false })
const CameraPane = dynamic(() => import('./camera-pane').then((module) => module.CameraPane), { ssr: false })

/** Place, box, camera, the answer to the last scan and those before. */
export function ScanStation({ scanner, locks }: { scanner: Scanner; locks: NextLocks }) {
  const [choosing, setChoosing] = useState(false)
  const [camera, setCamera] = useState(false)
  const box = useRef<HTMLInputElement>(null)
  const refocus = useCallback(() => box.current?.focus({ preventScroll: true }), [])
  const closeCamera = () => {
    setCamera(false)
    refocus()
  }
  const last = scanner.answers[0]

  return (
    <>
      <LocationBar place={scanner.place} onPlace={scanner.setPlace} onChange={() => setChoosing(true)} />
      <div className="flex items-center gap-2 px-4 py-3">
        <ScanBox
          ref={box}
          label="Scan or type any code"
          busy={scanner.busy}
          // On a phone whose camera scans, the focus would bring the keyboard up over the answer.
          answered={choosing || camera ? undefined : last?.id}
          className="min-w-0 flex-1"
          onSubmit={scanner.submit}
        />
        <Button
          size="main"
          glyph="camera"
          aria-pressed={camera}
          className="px-3! text-touch!"
          onClick={() => (camera ? closeCamera() : setCamera(true))}
        >
          {camera ? 'Close' : 'Camera'}
        </Button>
      </div>
      {camera ? <CameraPane onCode={scanner.submit} onClose={closeCamera} /> : null}
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
          <AnswerActions key={last.id} answer={last} scanner={scanner} locks={locks} onSettled={refocus} />
        </>
      )}
      <ScanHistory answers={scanner.asking === null ? scanner.answers.slice(1) : scanner.answers} />
      {choosing ? <ChoosePlace scanner={scanner} onClose={() => setChoosing(false)} /> : null}
    </>
  )
}

function ChoosePlace({ scanner, onClose }: { scanner: Scanner; onClose: () => void }) {
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
