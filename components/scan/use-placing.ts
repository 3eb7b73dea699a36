'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { serverChanges } from '@/components/servers/server-changes'
import { modelsQuery } from '@/components/servers/server-queries'
import { takeBackScan } from '@/lib/actions/inventory-actions'
import { keysTouchedBy } from '@/lib/client/query-keys'
import type { DeviceQueue } from '@/lib/client/scan-queue/browser-queue'
import type { QueuedScan } from '@/lib/client/scan-queue/queued-scan'
import { useCommand } from '@/lib/client/use-command'
import type { ServerModelView } from '@/lib/contracts/inventory/server-model'
import { type About, acceptedAnswer, keptAnswer, refusedAnswer, type ScanAnswer } from './scan-answers'
import { locationOf, placeFrom, type ScanLocation } from './scan-place'
import type { Placement } from './scan-road'

/** Keeps a placement, sends it and words the answer. `earlier`: the answers so far, newest first. */
export function usePlacing() {
  const client = useQueryClient()
  const models = useModels()
  const bySlug = useMemo(() => new Map(models.map((model) => [model.slug, model])), [models])
  const takeBack = useCommand(takeBackScan, { changes: serverChanges })
  const count = useRef(0)

  // Not crypto.randomUUID: that is missing where the page is not served over https.
  const about = useCallback(
    (slug?: string | undefined): About => {
      count.current += 1
      const model = slug === undefined ? undefined : bySlug.get(slug)
      return {
        id: String(count.current),
        at: new Date().toISOString(),
        model: model === undefined ? (slug ?? null) : `${model.manufacturer} ${model.model}`,
      }
    },
    [bySlug],
  )

  /** What became of a scan of the queue, in words. */
  const answerTo = (scan: QueuedScan, heightU: number, earlier: readonly ScanAnswer[]): ScanAnswer => {
    const { body, before, server, problem, seq } = scan
    const place = placeFrom(body.location)
    if (server !== undefined) {
      for (const queryKey of serverChanges(server).flatMap(keysTouchedBy)) void client.invalidateQueries({ queryKey })
      return { ...acceptedAnswer(server, before, place, about(server.model)), seq }
    }
    const slug = body.model ?? before?.model
    if (problem === undefined) return keptAnswer(body.barcode, heightU, seq, place, about(slug))
    const refused = refusedAnswer(body.barcode, problem, {
      ...about(slug),
      ...{ heightU, earlier },
      known: before !== null,
      retryModel: body.model,
      now: Date.now(),
    })
    return { ...refused, seq }
  }

  const put = async (device: DeviceQueue, placement: Placement, earlier: readonly ScanAnswer[]) => {
    const { before, place, model, at } = placement
    const heightU =
      before?.heightU ?? (model === undefined ? undefined : bySlug.get(model)?.heightU) ?? placement.heightU
    const scan = await device.queue.add({
      body: {
        barcode: before?.barcode ?? placement.code,
        location: locationOf(place),
        ...(model === undefined ? {} : { model }),
        scannedAt: at.toISOString(),
      },
      before,
    })
    return answerTo(scan, heightU, earlier)
  }

  /** Takes back the scan of this server into this place. */
  const undo = async (answer: ScanAnswer, location: ScanLocation, earlier: readonly ScanAnswer[]) => {
    const outcome = await takeBack.run({ barcode: answer.code, location })
    if (outcome.ok) {
      const server = outcome.data
      const back: ScanLocation | null =
        server.rack !== undefined && server.u !== undefined
          ? { rack: server.rack, u: server.u, face: server.face }
          : server.warehouse === undefined
            ? null
            : { warehouse: server.warehouse }
      const place = placeFrom(back ?? location)
      return { ...acceptedAnswer(server, null, place, about(server.model)), note: '', title: 'Put back', undo: null }
    }
    const { heightU } = answer
    return refusedAnswer(answer.code, outcome.problem, { ...about(), heightU, known: true, earlier, now: Date.now() })
  }

  return { put, undo, answerTo, about, models }
}

const noModels: readonly ServerModelView[] = []

/** Asked for once and again when the network is back; not observed, as an observer is a tenth of this page's script. */
function useModels(): readonly ServerModelView[] {
  const client = useQueryClient()
  const [models, setModels] = useState(noModels)
  useEffect(() => {
    let here = true
    const ask = async () => {
      // Without network answers name the model's slug instead.
      const page = await client.fetchQuery({ ...modelsQuery(), retry: false }).catch(() => null)
      if (here && page !== null) setModels(page.items)
    }
    void ask()
    window.addEventListener('online', ask)
    return () => {
      here = false
      window.removeEventListener('online', ask)
    }
  }, [client])
  return models
}
