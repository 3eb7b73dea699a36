import { CodeText } from '@/components/ui/code-text'
import { Time } from '@/components/ui/time'
import type { ServerView } from '@/lib/contracts/inventory/server'
import { unitsInWords } from '@/lib/domain/rack-space'

/** Where a server stands, as links: rack and unit, warehouse, or where it is on its way to. */
export function ServerPlace({ server }: { server: ServerView }) {
  if (server.rack !== undefined && server.u !== undefined) {
    const href = `/racks/${encodeURIComponent(server.rack)}?server=${encodeURIComponent(server.barcode)}`
    return (
      <span className="whitespace-nowrap">
        <CodeText href={href}>{server.rack}</CodeText>{' '}
        <span className="mono">{unitsInWords(server.u, server.heightU)}</span>
        {server.depth === 'half' ? <span className="text-text3"> {server.face}</span> : null}
      </span>
    )
  }
  if (server.warehouse !== undefined) {
    return <CodeText href={`/servers?warehouse=${encodeURIComponent(server.warehouse)}`}>{server.warehouse}</CodeText>
  }
  if (server.destination === undefined) return <span className="text-text3">in no place yet</span>
  return (
    <span>
      on its way to <CodeText>{server.destination}</CodeText>
      {server.expectedAt === undefined ? null : (
        <>
          , expected <Time at={server.expectedAt} look="day" />
        </>
      )}
    </span>
  )
}
