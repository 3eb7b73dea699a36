'use client'

import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { problemOf } from '@/lib/client/problem'
import type { ServerModelView } from '@/lib/contracts/inventory/server-model'
import { keepRecentModel } from './recent-models'
import { resolveCode } from './resolve-code'
import { refusedAnswer, type ScanAnswer, type ScanLocation } from './scan-answers'
import { advance, type ScanPlace } from './scan-place'
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
  undo: (answer: ScanAnswer) => void
}

/** Scans and what came of them. They are worked off one after another: a hand scanner is faster than a network. */
export function useScanner(locked: string | null): Scanner {
  const router = useRouter()
  const { place, setPlace, current } = useScanPlace()
  const { put, about, models } = usePlacing()
  const log = useAnswers()
  const question = useQuestion()
  const { enqueue, busy } = useQueue((code, error) =>
    log.say(
      refusedAnswer(code, problemOf(error), { ...about(), heightU: 1, known: false, earlier: [], now: Date.now() }),
    ),
  )
  const placedFrom = useRef(new Map<string, ScanPlace>())

  const putAndGoOn = async (placement: Placement) => {
    const answer = await put(placement, log.latest())
    if (answer.verdict === 'yes') {
      placedFrom.current.set(answer.id, placement.place)
      setPlace(advance(placement.place, answer.heightU))
    }
    log.say(answer)
  }
  const road: Road = {
    ...{ locked, setPlace, about, say: log.say, put: putAndGoOn, ask: question.ask, asking: question.latest },
    place: current,
    open: (href) => router.push(href),
  }
  const again = async (answer: ScanAnswer, at: ScanPlace) => {
    const found = await resolveCode(answer.code)
    return { code: answer.code, before: found.kind === 'server' ? found.server : null, place: at }
  }

  return {
    ...{ place, setPlace, models, busy, answers: log.answers, asking: question.asking },
    submit: (typed) => enqueue(typed.trim(), () => takeScan(road, typed)),
    answerModel: (slug) => {
      const code = question.latest()
      const at = current()
      if (code === null || at === null) return
      question.ask(null)
      if (slug !== null) keepRecentModel(slug)
      enqueue(code, () => putAndGoOn({ code, before: null, place: at, model: slug ?? undefined }))
    },
    placeAt: (answer, u) =>
      enqueue(answer.code, async () => {
        const at = current()
        if (at?.into !== 'rack') return
        await putAndGoOn({ ...(await again(answer, { ...at, u })), model: answer.retryModel })
      }),
    undo: (answer) =>
      enqueue(answer.code, async () => {
        if (answer.undo === null || !('location' in answer.undo)) return
        const back = await put(await again(answer, placeFrom(answer.undo.location)), log.latest())
        const from = placedFrom.current.get(answer.id)
        if (back.verdict === 'yes' && from !== undefined) setPlace(from)
        log.say(back.verdict === 'yes' ? { ...back, title: 'Put back', undo: null } : back)
      }),
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

function placeFrom(location: ScanLocation): ScanPlace {
  if ('warehouse' in location) return { into: 'warehouse', warehouse: location.warehouse }
  return { into: 'rack', rack: location.rack, u: location.u, face: location.face ?? 'front', step: 'stay' }
}
