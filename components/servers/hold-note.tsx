import { Glyph } from '@/components/ui/glyph'
import { Time } from '@/components/ui/time'
import type { ServerView } from '@/lib/contracts/inventory/server'

/** That a server is held: why, by whom, until when. Nothing where it is not. */
export function HoldNote({ server: { hold } }: { server: ServerView }) {
  if (hold === undefined) return null
  return (
    <p className="mt-2 flex gap-2 rounded-control border border-line2 bg-canvas px-2.5 py-1.5">
      <Glyph name="lock" className="mt-0.5 text-text2" />
      <span className="min-w-0 text-pretty">
        <b>On hold:</b> {hold.reason}
        <span className="block text-small text-text3">
          by {hold.by}
          {hold.until === undefined ? (
            ', until it is ended'
          ) : (
            <>
              , until <Time at={hold.until} />
            </>
          )}
        </span>
      </span>
    </p>
  )
}
