import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { DetailList, Section } from '@/components/ui/section'
import type { ServerView } from '@/lib/contracts/inventory/server'
import { BmcDialog } from './bmc-dialog'

/** How the server is reached to be powered, booted and flashed; and where to say so. */
export function ServerBmc({ server, lock }: { server: ServerView; lock: string | null }) {
  const [open, setOpen] = useState(false)
  const { bmc } = server
  const running = server.state === 'PROVISIONING' ? 'It is being provisioned: its job talks to this BMC.' : null
  return (
    <Section
      title="BMC"
      actions={
        <Button look="quiet" disabledReason={lock ?? running} reasonAt="tooltip" onClick={() => setOpen(true)}>
          {bmc === undefined ? 'Set…' : 'Change…'}
        </Button>
      }
    >
      {bmc === undefined ? (
        <p className="text-pretty text-text2">None is known: it can be planned, but neither powered nor provisioned.</p>
      ) : (
        <DetailList
          items={[
            { term: 'Address', value: <span className="mono [overflow-wrap:anywhere]">{bmc.address}</span> },
            { term: 'Driver', value: bmc.driver === 'redfish' ? 'Redfish' : 'simulated, does nothing' },
            { term: 'Certificate', value: certificateWords(bmc.tls) },
            { term: 'Power', value: server.power ?? 'not asked yet' },
          ]}
        />
      )}
      {open ? <BmcDialog server={server} onClose={() => setOpen(false)} /> : null}
    </Section>
  )
}

/** Whom its certificate is believed from; null where it is as that of any address. */
function certificateWords(tls: NonNullable<ServerView['bmc']>['tls']): string | null {
  if (tls === undefined) return null
  if ('fingerprint' in tls) return `pinned, SHA-256 ${tls.fingerprint.slice(0, 8)}…`
  return 'ca' in tls ? 'signed by a CA of its own' : 'self-signed ones are accepted'
}
