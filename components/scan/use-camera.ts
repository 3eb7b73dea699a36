'use client'

import { useEffect, useRef, useState } from 'react'
import { readFrame, startDecoder } from './frame-reader'
import { SameCode } from './same-code'

export type CameraState =
  | { is: 'opening' }
  | { is: 'open'; torch: boolean | null; cameras: readonly { id: string; label: string }[]; chosen: string | undefined }
  | { is: 'failed'; why: string; wayOut: string }

/** Between two looks: enough for a hand, and the device stays cool. */
const PAUSE_MS = 100

/** Opens a camera, looks at its frames, and tells each code that comes into sight. `id`: of the devices it names. */
export function useCamera(id: string | undefined, onCode: (code: string) => void) {
  const video = useRef<HTMLVideoElement>(null)
  const [state, setState] = useState<CameraState>({ is: 'opening' })
  const track = useRef<MediaStreamTrack | null>(null)
  const tell = useRef(onCode)
  useEffect(() => {
    tell.current = onCode
  })

  useEffect(() => {
    const running = new AbortController()
    let stream: MediaStream | null = null
    const run = async () => {
      setState({ is: 'opening' })
      stream = await openCamera(id)
      if (running.signal.aborted || video.current === null) return stop(stream)
      track.current = stream.getVideoTracks()[0] ?? null
      video.current.srcObject = stream
      await Promise.all([video.current.play(), startDecoder()])
      setState(await openState(track.current))
      await look(video.current, running.signal, (code) => tell.current(code))
    }
    run().catch((error: unknown) => {
      if (!running.signal.aborted) setState(failure(error))
    })
    return () => {
      running.abort()
      stop(stream)
    }
  }, [id])

  const setTorch = async (on: boolean) => {
    // Not in the types of the browser's own interfaces yet.
    await track.current?.applyConstraints({ advanced: [{ torch: on } as MediaTrackConstraintSet] })
    setState((now) => (now.is === 'open' ? { ...now, torch: on } : now))
  }
  return { video, state, setTorch }
}

async function openCamera(id: string | undefined): Promise<MediaStream> {
  if (navigator.mediaDevices === undefined) throw new DOMException('', 'SecurityError')
  const which = id === undefined ? { facingMode: 'environment' } : { deviceId: { exact: id } }
  return navigator.mediaDevices.getUserMedia({
    audio: false,
    video: { ...which, width: { ideal: 1_280 }, height: { ideal: 720 } },
  })
}

function stop(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop()
}

async function openState(track: MediaStreamTrack | null): Promise<CameraState> {
  const devices = await navigator.mediaDevices.enumerateDevices()
  const cameras = devices
    .filter(({ kind }) => kind === 'videoinput')
    .map(({ deviceId, label }, index) => ({ id: deviceId, label: label === '' ? `Camera ${index + 1}` : label }))
  const can: MediaTrackCapabilities & { torch?: boolean } = track?.getCapabilities?.() ?? {}
  return { is: 'open', torch: can.torch === true ? false : null, cameras, chosen: track?.getSettings().deviceId }
}

async function look(video: HTMLVideoElement, signal: AbortSignal, tell: (code: string) => void): Promise<void> {
  const canvas = document.createElement('canvas')
  const same = new SameCode()
  while (!signal.aborted) {
    const code = document.hidden || video.readyState < 2 ? null : await readFrame(video, canvas)
    if (code !== null && !signal.aborted && same.isNew(code, performance.now())) tell(code)
    await new Promise((done) => setTimeout(done, PAUSE_MS))
  }
}

function failure(error: unknown): CameraState {
  const name = error instanceof DOMException ? error.name : ''
  const type = 'Until then type the code, or use a hand scanner.'
  switch (name) {
    case 'NotAllowedError':
      return {
        is: 'failed',
        why: 'The camera is not allowed here',
        wayOut: `Allow it in the browser’s settings of this site. ${type}`,
      }
    case 'SecurityError':
      return {
        is: 'failed',
        why: 'The browser gives no camera to this page',
        wayOut: `It has to be opened over https. ${type}`,
      }
    case 'NotFoundError':
    case 'OverconstrainedError':
      return { is: 'failed', why: 'There is no such camera', wayOut: 'Type the code, or use a hand scanner.' }
    case 'NotReadableError':
      return { is: 'failed', why: 'Another program has the camera', wayOut: `Close that and open it again. ${type}` }
    default:
      return {
        is: 'failed',
        why: 'The decoder could not be loaded',
        wayOut: `Open the camera once with network: from then on it works without. ${type}`,
      }
  }
}
