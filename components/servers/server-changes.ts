import type { Change } from '@/lib/client/query-keys'
import type { ServerView } from '@/lib/contracts/inventory/server'

/** What a command on a server changed, so that the screen need not wait for the live stream. */
export function serverChanges(server: Pick<ServerView, 'barcode' | 'datacenter'>): Change[] {
  return [{ entity: 'server', key: server.barcode, datacenter: server.datacenter }]
}
