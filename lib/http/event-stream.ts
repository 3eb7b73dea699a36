import 'server-only'
import { authenticate } from '../auth/authenticate'
import { can, refusal } from '../domain/access/permissions'
import { AppError, forbidden } from '../domain/errors'
import { type Ctx, makeContext, toAppError } from '../services/access/make-context'
import { type Watch, watchChanges } from '../services/audit/watch-changes'
import { problemResponse } from './problem'
import { limitAnonymous } from './rate-limit'
import { requestIdOf } from './request-id'

const BEAT_MS = 15_000
/** A stream ends after an hour and the client opens another: grants and expiry are looked at anew. */
const LIFE_MS = 3_600_000
/** So many messages that wait for a slow reader end its stream: it reads everything again when it is back. */
const MAX_WAITING = 1_000

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  // no-transform: a compressing proxy would hold messages back; x-accel-buffering: so would nginx.
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
}

/**
 * Server-sent events: `data: {entity, key}` for each change that the asker may read, `event: beat` every 15 s while the
 * database can be heard, and `event: missed` when changes may have been missed. With `?since=` the mark that a page took before
 * it read anything, what has changed since then is told first.
 */
export async function eventStream(request: Request): Promise<Response> {
  const requestId = requestIdOf(request)
  try {
    const actor = await authenticate(request)
    if (actor === null) {
      await limitAnonymous(request)
      throw new AppError('unauthenticated', 'Sign in, or send a valid API token as a bearer token.')
    }
    if (!can(actor.grants, 'inventory.read')) throw forbidden(`${refusal('inventory.read')}.`)
    const stream = await openStream(makeContext({ actor, requestId }), request)
    return new Response(stream, { headers: { ...HEADERS, 'x-request-id': requestId } })
  } catch (error) {
    const known = toAppError(error)
    if (known === null) makeContext({ actor: null, requestId }).log.error({ err: error }, 'event stream failed')
    return problemResponse(known ?? new AppError('internal', 'Something went wrong on our side.'), requestId)
  }
}

async function openStream(ctx: Ctx, { url, signal }: Request): Promise<ReadableStream<Uint8Array>> {
  const encoder = new TextEncoder()
  let end: () => void = () => undefined
  let send: (text: string) => void = () => undefined
  const stream = new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        let open = true
        end = () => {
          if (open) controller.close()
          open = false
        }
        send = (text) => {
          if (!open) return
          controller.enqueue(encoder.encode(text))
          if ((controller.desiredSize ?? 0) < -MAX_WAITING) stop()
        }
      },
      cancel: () => stop(),
    },
    { highWaterMark: 0 },
  )
  const watch: Watch = await watchChanges(ctx, {
    onChange: (change) => send(`data: ${JSON.stringify(change)}\n\n`),
    onMissed: () => send('event: missed\ndata: {}\n\n'),
    onIdentityChanged: () => stop(),
  })
  // Without a beat the client notices that the line is dead: none while we hear nothing ourselves.
  const beat = setInterval(() => watch.live() && send('event: beat\ndata: {}\n\n'), BEAT_MS)
  const life = setTimeout(() => stop(), LIFE_MS)
  function stop(): void {
    clearInterval(beat)
    clearTimeout(life)
    signal.removeEventListener('abort', stop)
    watch.stop()
    end()
  }
  signal.addEventListener('abort', stop)
  // The first bytes make the browser's EventSource open.
  send('retry: 2000\n\nevent: beat\ndata: {}\n\n')
  const mark = new URL(url).searchParams.get('since')
  if (mark !== null) watch.catchUp(mark)
  if (signal.aborted) stop()
  return stream
}
