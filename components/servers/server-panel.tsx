'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { ButtonLink } from '@/components/ui/button'
import { CodeText } from '@/components/ui/code-text'
import { ErrorState } from '@/components/ui/error-state'
import { countOf, formatCount } from '@/components/ui/numbers'
import { DetailList, Section } from '@/components/ui/section'
import { SidePanel } from '@/components/ui/side-panel'
import { StateMark } from '@/components/ui/state-mark'
import { problemOf } from '@/lib/client/problem'
import type { ServerView } from '@/lib/contracts/inventory/server'
import { FirmwareLines } from './firmware-lines'
import { HoldNote } from './hold-note'
import { actionWidth, NextActions } from './next-actions'
import type { ServerLocks } from './server-facts'
import { ServerPlace } from './server-place'
import { modelQuery, serverQuery, serverTicketsQuery } from './server-queries'
import { TicketCards } from './ticket-cards'

/** One server beside a rack or a row of racks: what it is, what is wrong, what can be done now. */
export function ServerPanel(props: {
  barcode: string
  /** As the page read it; null while the panel was opened without it. */
  first: ServerView | null
  closeHref: string
  previousHref?: string | undefined
  nextHref?: string | undefined
  locks: ServerLocks
  /** What the page around it can do with the server. */
  action?: ReactNode
}) {
  const { barcode, first, locks, action, ...frame } = props
  const answer = useQuery({ ...serverQuery(barcode), ...(first === null ? {} : { initialData: first }) })
  const server = answer.data
  return (
    <SidePanel
      label={`Server ${barcode}`}
      title={server?.barcode ?? barcode}
      code
      {...(server === undefined ? {} : { marks: <StateMark kind="server" state={server.state} /> })}
      {...frame}
    >
      {server !== undefined ? (
        <PanelBody server={server} locks={locks} action={action} />
      ) : answer.isError ? (
        <ErrorState title="This server can’t be shown">{problemOf(answer.error).detail}</ErrorState>
      ) : (
        <PanelLines />
      )}
    </SidePanel>
  )
}

function PanelBody({ server, locks, action }: { server: ServerView; locks: ServerLocks; action: ReactNode }) {
  const model = useQuery({ ...modelQuery(server.model ?? ''), enabled: server.model !== undefined })
  const tickets = useQuery(serverTicketsQuery(server.barcode))
  const known = model.data
  const live = (tickets.data?.items ?? []).filter(({ status }) => status === 'OPEN' || status === 'IN_PROGRESS')
  const work = live[0]
  return (
    <>
      <div className="px-4 pb-2.5">
        <p className="mb-2 flex flex-wrap gap-x-1.5">
          <span>{server.modelName ?? 'Model not known'},</span>
          <ServerPlace server={server} />
        </p>
        <DetailList
          items={[
            {
              term: 'Health',
              value: server.health === undefined ? null : <StateMark kind="health" state={server.health} />,
            },
            { term: 'Serial', value: mono(server.serial) },
            {
              term: 'Order',
              value:
                server.order === undefined ? null : (
                  <CodeText href={`/orders/${encodeURIComponent(server.order)}`}>{server.order}</CodeText>
                ),
            },
            {
              term: 'Shape',
              value:
                known?.cpuCores === undefined
                  ? null
                  : `${formatCount(known.cpuCores)} cores, ${formatCount(known.ramGb ?? 0)} GB, ${formatCount(known.nvmeGb ?? 0)} GB NVMe`,
            },
            { term: 'Size', value: `${server.heightU}U, ${server.depth} depth` },
            { term: 'Power', value: server.power ?? null },
            { term: 'Wipe', value: server.needsWipe ? <b className="text-warn-x">due</b> : null },
            { term: 'Tags', value: server.tags.length === 0 ? null : server.tags.join(', ') },
          ]}
        />
        <p className="mt-2">
          <Link
            href={`/servers/${encodeURIComponent(server.barcode)}`}
            prefetch={false}
            className="link text-accent-text"
          >
            Everything about it
          </Link>
        </p>
        <HoldNote server={server} />
      </div>
      {live.length === 0 ? null : (
        <Section level={3} title={countOf(live.length, 'ticket')} className="border-t!">
          <TicketCards tickets={live} />
        </Section>
      )}
      {server.firmware.length === 0 ? null : (
        <Section level={3} title="Firmware" className="border-t!">
          <FirmwareLines server={server} />
        </Section>
      )}
      <Section level={3} title="What you can do now" className="border-t!">
        {work === undefined ? null : (
          <p className="mb-1.5">
            <ButtonLink
              look="primary"
              glyph="ticket"
              className={actionWidth}
              href={`/tickets/${encodeURIComponent(work.number)}`}
            >
              {`Work on ${work.number}`}
            </ButtonLink>
          </p>
        )}
        {action === undefined || action === null ? null : <div className="mb-1.5">{action}</div>}
        <NextActions server={server} locks={locks} />
      </Section>
    </>
  )
}

const mono = (text: string | undefined): ReactNode => (text === undefined ? null : <CodeText>{text}</CodeText>)

/** The panel's own lines while it is read. */
function PanelLines() {
  return (
    <div role="status" aria-label="Loading" className="flex flex-col gap-3 px-4 py-2">
      {['w-56', 'w-40', 'w-48', 'w-32', 'w-44'].map((width) => (
        <span key={width} className={`h-3 rounded-chip bg-sunken ${width}`} />
      ))}
    </div>
  )
}
