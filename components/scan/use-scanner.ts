'use client'

import { useRef, useState } from 'react'
import { problemOf } from '@/lib/client/problem'
import type { DeviceQueue } from '@/lib/client/scan-queue/browser-queue'
import { deviceNow } from '@/lib/client/scan-queue/device-clock'
import type { QueuedScan } from '@/lib/client/scan-queue/queued-scan'
import { useGo } from '@/lib/client/use-go'
import type { ServerModelView } from '@/lib/contracts/inventory/server-model'
import { keepRecentModel } from './recent-models'
import { resolveCode } from './resolve-code'
import { afterSending, refusedAnswer, type ScanAnswer } from './scan-answers'
import { advance, locationOf, placeFrom, type ScanLocation, type ScanPlace } from './scan-place'
import { type Placement, type Road, takeScan } from './scan-road'
import { answerAloud } from './scan-sounds'
import { usePlacing } from './use-placing'
import { useScanPlace } from './use-scan-place'

const KEPT_ANSWERS = 20

export interface Scanner {
  place: ScanPlace | null
  setPlace: (place: ScanPlace | null) => void
  /** Newest first. */
  answers: readonly ScanAnswer[]
  /** A barcode that nobody knows yet: which model is it? */
  asking: string | null
  models: readonly ServerModelView[]
  busy: boolean
  submit: (typed: string) => void
  /** Records the asked-for barcode with this model, or without one. */
  answerModel: (slug: string | null) => void
  /** Scans once more, at another unit. */
  placeAt: (answer: ScanAnswer, u: number) => void
  /** The same once more. */
  retry: (answer: ScanAnswer) => void
  /** A refused line is sent anew as of now, into its own place or another. */
  sendAnew: (scan: QueuedScan, location?: ScanLocation) => void
  undo: (answer: ScanAnswer) => void
}

/** Scans and what came of them. They are worked off one after another: a hand scanner is faster than a network. */
export function useScanner(
  locked: string | null,
  device: () => Promise<DeviceQueue>,
  scans: readonly QueuedScan[] | null,
): Scanner {
  const go = useGo()
  const { place, setPlace, current } = useScanPlace()
  const placing = usePlacing()
  const { about, models } = placing
  const log = useAnswers()
  const question = useQuestion()
  const { enqueue, busy } = useQueue((code, error) =>
    log.say(
      refusedAnswer(code, problemOf(error), { ...about(), heightU: 1, known: false, earlier: [], now: Date.now() }),
    ),
  )
  const placedFrom = useRef(new Map<string, ScanPlace>())

  const goOn = (answer: ScanAnswer, from: ScanPlace) => {
    if (answer.verdict === 'yes' || answer.verdict === 'kept') {
      placedFrom.current.set(answer.id, from)
      setPlace(advance(from, answer.heightU))
    }
    log.say(answer)
  }
  const putAndGoOn = async (placement: Placement) =>
    goOn(await placing.put(await device(), placement, log.latest()), placement.place)
  const resolve = async (typed: string) => {
    const { store, queue } = await device()
    const found = await resolveCode(typed, { store, away: queue.snapshot().awaySince !== null })
    if (found.kind !== 'no-code') queue.reached(found.kind !== 'away')
    return found
  }
  const road: Road = {
    ...{ locked, setPlace, about, resolve, say: log.say, put: putAndGoOn, ask: question.ask, asking: question.latest },
    place: current,
    open: (href) => go(href),
  }
  /** `goesOn`: it is the scan of just now, and the next one follows it; a line of long ago leaves the place alone. */
  const sendAnew = async (seq: number, heightU: number, goesOn: boolean, location?: ScanLocation) => {
    const sent = await (await device()).queue.sendAnew(seq, location)
    if (sent === null) return
    const answer = placing.answerTo(sent, heightU, log.latest())
    const at = placeFrom(sent.body.location)
    const now = current()
    const same = now?.into === 'rack' && at.into === 'rack' && now.rack === at.rack
    if (goesOn && same) goOn(answer, { ...now, u: at.u })
    else log.say(answer)
  }
  const undo = async (answer: ScanAnswer) => {
    const { queue } = await device()
    const from = placedFrom.current.get(answer.id)
    if (answer.verdict === 'kept' && answer.seq !== undefined) {
      if (!(await queue.drop(answer.seq))) return
      if (from !== undefined) setPlace(from)
      return log.say({
        ...answer,
        verdict: 'look',
        title: 'Taken out',
        lead: 'It will not be sent.',
        note: '',
        undo: null,
      })
    }
    const scan = queue.snapshot().scans?.find(({ seq }) => seq === answer.seq)
    if (answer.undo === null || !('location' in answer.undo) || scan === undefined) return
    const back = await placing.undo(answer, scan.body.location, log.latest())
    if (back.verdict === 'yes' && from !== undefined) setPlace(from)
    log.say(back)
  }

  return {
    ...{ place, setPlace, models, busy, asking: question.asking },
    answers: log.answers.map((answer) =>
      afterSending(
        answer,
        scans?.find(({ seq }) => seq === answer.seq),
      ),
    ),
    submit: (typed) => {
      const at = deviceNow()
      enqueue(typed.trim(), () => takeScan(road, typed, at))
    },
    answerModel: (slug) => {
      const code = question.latest()
      const at = current()
      if (code === null || at === null) return
      question.ask(null)
      if (slug !== null) keepRecentModel(slug)
      const scan = { code, before: null, place: at, at: deviceNow(), heightU: 1, model: slug ?? undefined }
      enqueue(code, () => putAndGoOn(scan))
    },
    placeAt: (answer, u) =>
      enqueue(answer.code, async () => {
        const at = current()
        if (at?.into !== 'rack' || answer.seq === undefined) return
        await sendAnew(answer.seq, answer.heightU, true, locationOf({ ...at, u }))
      }),
    retry: (answer) => {
      const { seq } = answer
      if (seq === undefined) return enqueue(answer.code, () => takeScan(road, answer.code, deviceNow()))
      enqueue(answer.code, () => sendAnew(seq, answer.heightU, true))
    },
    sendAnew: (scan, location) =>
      enqueue(scan.body.barcode, () => sendAnew(scan.seq, scan.before?.heightU ?? 1, false, location)),
    undo: (answer) => enqueue(answer.code, () => undo(answer)),
  }
}

/** The answers, newest first, each said aloud; `latest` is true also between two renders. */
function useAnswers() {
  const [answers, setAnswers] = useState<readonly ScanAnswer[]>([])
  const list = useRef<readonly ScanAnswer[]>([])
  const say = (answer: ScanAnswer) => {
    list.current = [answer, ...list.current].slice(0, KEPT_ANSWERS)
    setAnswers(list.current)
    answerAloud(answer.verdict === 'no' ? 'no' : 'yes')
  }
  return { answers, say, latest: () => list.current }
}

function useQuestion() {
  const [asking, setAsking] = useState<string | null>(null)
  const code = useRef<string | null>(null)
  const ask = (next: string | null) => {
    code.current = next
    setAsking(next)
  }
  return { asking, ask, latest: () => code.current }
}

/** One piece of work after another; what throws is told and does not stop the next. */
function useQueue(onError: (code: string, error: unknown) => void) {
  const [waiting, setWaiting] = useState(0)
  const tail = useRef(Promise.resolve())
  const enqueue = (code: string, work: () => Promise<void>) => {
    setWaiting((count) => count + 1)
    tail.current = tail.current
      .then(work)
      .catch((error: unknown) => onError(code, error))
      .finally(() => setWaiting((count) => count - 1))
  }
  return { enqueue, busy: waiting > 0 }
}
