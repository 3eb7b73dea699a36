'use client'

import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useRef } from 'react'
import { serverChanges } from '@/components/servers/server-changes'
import { modelsQuery } from '@/components/servers/server-queries'
import { scanServer } from '@/lib/actions/inventory-actions'
import { useCommand } from '@/lib/client/use-command'
import { type About, acceptedAnswer, refusedAnswer, type ScanAnswer } from './scan-answers'
import { locationOf } from './scan-place'
import type { Placement } from './scan-road'

/** Sends a placement and words the answer. `earlier`: the answers so far, newest first. */
export function usePlacing() {
  const models = useQuery(modelsQuery())
  const bySlug = useMemo(() => new Map((models.data?.items ?? []).map((model) => [model.slug, model])), [models.data])
  const command = useCommand(scanServer, { changes: ({ server }) => serverChanges(server) })
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

  const put = async (placement: Placement, earlier: readonly ScanAnswer[]): Promise<ScanAnswer> => {
    const { code, before, place, model } = placement
    const outcome = await command.run({
      barcode: code,
      location: locationOf(place),
      ...(model === undefined ? {} : { model }),
    })
    if (outcome.ok) {
      const { server } = outcome.data
      return acceptedAnswer(server, before, place, about(server.model))
    }
    const slug = model ?? before?.model
    return refusedAnswer(before?.barcode ?? code, outcome.problem, {
      ...about(slug),
      heightU: before?.heightU ?? (slug === undefined ? 1 : (bySlug.get(slug)?.heightU ?? 1)),
      known: before !== null,
      retryModel: model,
      earlier,
      now: Date.now(),
    })
  }

  return { put, about, models: models.data?.items ?? [] }
}
