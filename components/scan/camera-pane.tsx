'use client'

import { useState } from 'react'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { useCamera } from './use-camera'

/** The camera's picture with a frame to hold a label into; each code that comes into sight is a scan. */
export function CameraPane({ onCode, onClose }: { onCode: (code: string) => void; onClose: () => void }) {
  const [id, setId] = useState<string>()
  const { video, state, setTorch } = useCamera(id, onCode)
  if (state.is === 'failed') {
    return (
      <Banner glyph="camera" title={`${state.why}.`} action={<Button onClick={onClose}>Close</Button>}>
        {state.wayOut}
      </Banner>
    )
  }
  const cameras = state.is === 'open' ? state.cameras : []
  const other =
    state.is === 'open'
      ? cameras[(cameras.findIndex((one) => one.id === state.chosen) + 1) % cameras.length]
      : undefined
  return (
    <section aria-label="Camera" className="relative mx-4 mb-3 overflow-hidden rounded-overlay bg-sunken">
      <video ref={video} muted playsInline className="block aspect-[16/9] w-full object-cover" />
      <div
        aria-hidden
        className="pointer-events-none absolute inset-x-[12%] inset-y-[22%] rounded-overlay border-2 border-white/80"
      />
      <p role="status" className="absolute inset-x-0 bottom-0 bg-black/60 px-3 py-1.5 text-[14px] text-white leading-5">
        {state.is === 'opening' ? 'Opening the camera…' : 'Hold a label into the frame'}
      </p>
      <div className="absolute top-2 right-2 flex gap-2">
        {state.is === 'open' && state.torch !== null ? (
          <Button
            glyph="bolt"
            aria-pressed={state.torch}
            className="h-11!"
            onClick={() => void setTorch(state.torch === false)}
          >
            Light
          </Button>
        ) : null}
        {cameras.length > 1 && other !== undefined ? (
          <Button glyph="camera" className="h-11!" title={other.label} onClick={() => setId(other.id)}>
            Other camera
          </Button>
        ) : null}
      </div>
    </section>
  )
}
