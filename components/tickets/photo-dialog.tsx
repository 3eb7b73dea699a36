'use client'

import { useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { ProblemNote } from '@/components/ui/problem-note'
import { Time } from '@/components/ui/time'
import { deletePhoto } from '@/lib/actions/ticket-actions'
import { useCommand } from '@/lib/client/use-command'
import type { PhotoView } from '@/lib/contracts/tickets/photo'
import type { TicketView } from '@/lib/contracts/tickets/ticket'
import { photoSource, photoWords } from './photo-words'

interface Props {
  ticket: TicketView
  /** The id of the photo to show; null, or one that is gone, keeps the dialog closed. */
  shown: string | null
  lock: string | null
  onShow: (id: string | null) => void
}

/** One photo as large as there is room; arrow keys go to the next and the one before. */
export function PhotoDialog({ ticket, shown, lock, onShow }: Props) {
  const { number, photos } = ticket
  const at = photos.findIndex(({ id }) => id === shown)
  const photo = photos[at]
  const before = photos[at - 1]
  const after = at < 0 ? undefined : photos[at + 1]
  useArrows(before?.id, after?.id, onShow)
  return (
    <Dialog
      title={`Photo ${at + 1} of ${photos.length}`}
      width={1000}
      open={photo !== undefined}
      onOpenChange={(open) => {
        if (!open) onShow(null)
      }}
    >
      {photo === undefined ? null : (
        <div>
          {/* biome-ignore lint/performance/noImgElement: it is behind the session and as small as it gets */}
          <img
            key={photo.id}
            src={photoSource(number, photo.id)}
            alt={`${ticket.number}, ${photoWords(photo)}`}
            width={photo.width}
            height={photo.height}
            className="mx-auto block h-auto max-h-[56dvh] w-auto max-w-full rounded-control bg-sunken object-contain"
          />
          <p className="mt-2 text-pretty text-text2 [overflow-wrap:anywhere]">
            {photo.note === undefined ? null : <b className="block text-text">{photo.note}</b>}
            {photo.by}, <Time at={photo.at} />
          </p>
          <div className="mt-3 flex flex-wrap items-start gap-2">
            <Step to={before} glyph="left" label="Previous" refusal="This is the first" onShow={onShow} />
            <Step to={after} glyph="right" label="Next" refusal="This is the last" onShow={onShow} />
            <div className="ml-auto">
              <DeleteControl
                key={photo.id}
                number={number}
                photo={photo}
                lock={lock}
                onDone={() => onShow((after ?? before)?.id ?? null)}
              />
            </div>
          </div>
        </div>
      )}
    </Dialog>
  )
}

/** Whatever has the focus: there is nothing in the dialog that arrows are for. */
function useArrows(before: string | undefined, after: string | undefined, onShow: (id: string) => void): void {
  const show = useRef(onShow)
  useEffect(() => {
    show.current = onShow
  })
  useEffect(() => {
    const onKeyDown = ({ key }: KeyboardEvent) => {
      const to = key === 'ArrowLeft' ? before : key === 'ArrowRight' ? after : undefined
      if (to !== undefined) show.current(to)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [before, after])
}

function Step(props: {
  to: PhotoView | undefined
  glyph: 'left' | 'right'
  label: string
  refusal: string
  onShow: (id: string) => void
}) {
  const { to, glyph, label, refusal, onShow } = props
  return (
    <Button
      glyph={glyph}
      disabledReason={to === undefined ? refusal : null}
      reasonAt="tooltip"
      onClick={() => to !== undefined && onShow(to.id)}
    >
      {label}
    </Button>
  )
}

/** Deleted is gone, so it is asked once. */
function DeleteControl(props: { number: string; photo: PhotoView; lock: string | null; onDone: () => void }) {
  const { number, photo, lock, onDone } = props
  const [asking, setAsking] = useState(false)
  const command = useCommand(deletePhoto, { changes: () => [{ entity: 'ticket', key: number }], onDone })
  if (!asking) {
    return (
      <Button look="quiet" disabledReason={lock} reasonAt="tooltip" onClick={() => setAsking(true)}>
        Delete…
      </Button>
    )
  }
  return (
    <div className="flex flex-wrap items-center justify-end gap-2">
      <ProblemNote problem={command.problem} className="empty:hidden" />
      <Button autoFocus onClick={() => setAsking(false)}>
        Keep it
      </Button>
      <Button look="danger" busy={command.pending} onClick={() => void command.run({ number, id: photo.id })}>
        Delete it
      </Button>
    </div>
  )
}
