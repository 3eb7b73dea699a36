'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { apiUpload } from '@/lib/client/api-fetch'
import { type Problem, problemOf } from '@/lib/client/problem'
import { keysTouchedBy } from '@/lib/client/query-keys'
import { randomKey } from '@/lib/client/random-key'
import { shrinkImage } from '@/lib/client/shrink-image'
import type { PhotoView } from '@/lib/contracts/tickets/photo'

/** A photo on its way: what is seen of it, how much has gone, why it did not arrive, and its id once it did. */
export interface Upload {
  key: string
  preview: string
  /** 0 to 1; null while it is made smaller. */
  share: number | null
  problem: Problem | null
  done: string | null
}

const unreadable: Problem = {
  type: 'about:blank',
  title: 'Not an image',
  status: 0,
  code: 'unreadable',
  detail: 'This browser cannot read it as an image.',
}

/** Makes photos smaller and sends them, each by itself; one that failed can be sent again without being there twice. */
export function usePhotoUploads(number: string, arrived: readonly PhotoView[]) {
  const client = useQueryClient()
  const [uploads, setUploads] = useState<readonly Upload[]>([])
  const files = useRef(new Map<string, Blob>())
  const made = useRef(new Map<string, Blob>())
  const previews = useRef(new Set<string>())

  useEffect(() => {
    const all = previews.current
    return () => all.forEach((preview) => void URL.revokeObjectURL(preview))
  }, [])

  const change = (key: string, by: Partial<Upload>) =>
    setUploads((before) => before.map((upload) => (upload.key === key ? { ...upload, ...by } : upload)))

  const forget = (key: string) => {
    files.current.delete(key)
    made.current.delete(key)
  }

  const send = async (key: string) => {
    change(key, { share: null, problem: null })
    const file = files.current.get(key)
    if (file === undefined) return
    const small = made.current.get(key) ?? (await shrinkImage(file).catch(() => null))
    if (small === null) return change(key, { problem: unreadable })
    // Sent again it has to be the same one, which is not there twice then.
    made.current.set(key, small)
    change(key, { share: 0 })
    try {
      const photo = await apiUpload<PhotoView>(`/tickets/${encodeURIComponent(number)}/photos`, small, {
        key,
        onProgress: (share) => change(key, { share }),
      })
      forget(key)
      change(key, { share: 1, done: photo.id })
      for (const queryKey of keysTouchedBy({ entity: 'ticket', key: number }))
        void client.invalidateQueries({ queryKey })
    } catch (error) {
      change(key, { problem: problemOf(error) })
    }
  }

  return {
    /** Those that the ticket does not show itself yet. */
    uploads: uploads.filter(({ done }) => !arrived.some(({ id }) => id === done)),
    add: (file: File) => {
      const key = randomKey()
      const preview = URL.createObjectURL(file)
      previews.current.add(preview)
      files.current.set(key, file)
      setUploads((before) => [...before, { key, preview, share: null, problem: null, done: null }])
      void send(key)
    },
    retry: (key: string) => void send(key),
    drop: (key: string) => {
      forget(key)
      setUploads((before) => before.filter((upload) => upload.key !== key))
    },
  }
}
