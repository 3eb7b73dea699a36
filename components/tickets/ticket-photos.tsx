'use client'

import { useRef } from 'react'
import { Button } from '@/components/ui/button'
import { Glyph } from '@/components/ui/glyph'
import { Progress } from '@/components/ui/progress'
import { Section } from '@/components/ui/section'
import type { PhotoView } from '@/lib/contracts/tickets/photo'
import type { TicketView } from '@/lib/contracts/tickets/ticket'
import { MAX_PHOTOS } from '@/lib/domain/tickets/photo'
import { PhotoDialog } from './photo-dialog'
import { photoSource, photoWords } from './photo-words'
import { type Upload, usePhotoUploads } from './use-photo-uploads'
import { useUrlWord } from './use-url-word'

const tile = 'relative size-24 overflow-hidden rounded-control border border-line2 bg-sunken'

/** What people saw at the server: small, and large when one is pressed. On a phone the button opens the camera. */
export function TicketPhotos({ ticket, lock }: { ticket: TicketView; lock: string | null }) {
  const { number, photos } = ticket
  const { uploads, add, retry, drop } = usePhotoUploads(number, photos)
  const [shown, show] = useUrlWord('photo')
  const input = useRef<HTMLInputElement>(null)
  const full = photos.length + uploads.length >= MAX_PHOTOS ? `A ticket has at most ${MAX_PHOTOS} photos` : null
  return (
    <Section title="Photos" note={photos.length === 0 ? undefined : String(photos.length)}>
      {photos.length + uploads.length === 0 ? <p className="mb-2 text-text2">No photos yet.</p> : null}
      <ul className="mb-2 flex flex-wrap gap-2 empty:hidden">
        {photos.map((photo, index) => (
          <li key={photo.id}>
            <Thumbnail number={number} photo={photo} index={index} onOpen={() => show(photo.id)} />
          </li>
        ))}
        {uploads.map((upload) => (
          <UploadTile
            key={upload.key}
            upload={upload}
            onRetry={() => retry(upload.key)}
            onDrop={() => drop(upload.key)}
          />
        ))}
      </ul>
      <input
        ref={input}
        type="file"
        accept="image/*"
        capture="environment"
        aria-label="Photo"
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          for (const file of event.target.files ?? []) add(file)
          event.target.value = ''
        }}
      />
      <Button glyph="camera" disabledReason={lock ?? full} onClick={() => input.current?.click()}>
        Add a photo
      </Button>
      <PhotoDialog ticket={ticket} shown={shown} lock={lock} onShow={show} />
    </Section>
  )
}

function Thumbnail(props: { number: string; photo: PhotoView; index: number; onOpen: () => void }) {
  const { number, photo, index, onOpen } = props
  return (
    <button
      type="button"
      aria-label={`Photo ${index + 1}, ${photoWords(photo)}`}
      className={`${tile} block hover:border-control`}
      onClick={onOpen}
    >
      {/* biome-ignore lint/performance/noImgElement: it is behind the session and as small as it gets */}
      <img
        src={photoSource(number, photo.id)}
        alt=""
        loading="lazy"
        decoding="async"
        className="size-full object-cover"
      />
    </button>
  )
}

/** A photo on its way, or one that did not arrive. */
function UploadTile({ upload, onRetry, onDrop }: { upload: Upload; onRetry: () => void; onDrop: () => void }) {
  const { preview, share, problem } = upload
  return (
    <li className={problem === null ? undefined : 'flex min-w-0 basis-full items-center gap-2'}>
      <div className={`${tile} flex-none`}>
        {/* biome-ignore lint/performance/noImgElement: a file of this browser */}
        <img src={preview} alt="" className="size-full object-cover opacity-60" />
        {problem === null ? (
          <div className="absolute inset-x-1.5 bottom-1.5">
            <Progress
              value={Math.round((share ?? 0) * 100)}
              label={share === null ? 'Photo is made smaller' : `Photo is sent, ${Math.round(share * 100)} %`}
            />
          </div>
        ) : null}
      </div>
      {problem === null ? null : (
        <div role="alert" className="flex min-w-0 flex-1 flex-col items-start gap-1.5">
          <p className="flex gap-1.5 text-pretty text-fail-x">
            <Glyph name="diamond-x" className="mt-0.5" />
            <span>
              <b>Photo not sent.</b> {problem.detail}
            </span>
          </p>
          <div className="flex gap-2">
            <Button glyph="retry" onClick={onRetry}>
              Send again
            </Button>
            <Button look="quiet" onClick={onDrop}>
              Leave it
            </Button>
          </div>
        </div>
      )}
    </li>
  )
}
