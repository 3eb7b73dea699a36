'use client'

import { useQuery } from '@tanstack/react-query'
import { Crumbs } from '@/components/shell/crumbs'
import { PageHeader } from '@/components/shell/page-header'
import { Banner } from '@/components/ui/banner'
import { ButtonLink } from '@/components/ui/button'
import { CodeText } from '@/components/ui/code-text'
import { formatCount } from '@/components/ui/numbers'
import { DetailList, Section } from '@/components/ui/section'
import { StateMark } from '@/components/ui/state-mark'
import { Time } from '@/components/ui/time'
import { useFresh } from '@/lib/client/use-fresh'
import type { AuditView } from '@/lib/contracts/audit/audit'
import type { ServerView } from '@/lib/contracts/inventory/server'
import type { ServerLifeView, TelemetryStripsView } from '@/lib/contracts/inventory/server-life'
import type { ServerModelView } from '@/lib/contracts/inventory/server-model'
import type { Page } from '@/lib/contracts/paging'
import type { JobView } from '@/lib/contracts/provisioning/job'
import type { EventView } from '@/lib/contracts/telemetry/event'
import type { ServerComponentsView } from '@/lib/contracts/tickets/server-components'
import type { TicketView } from '@/lib/contracts/tickets/ticket'
import { HoldNote } from './hold-note'
import { NextActions } from './next-actions'
import { ServerAudit } from './server-audit'
import { ServerBmc } from './server-bmc'
import { ServerEvents } from './server-events'
import type { ServerLocks } from './server-facts'
import { ServerFirmware } from './server-firmware'
import { ServerJob } from './server-job'
import { ServerLife } from './server-life'
import { ServerParts } from './server-parts'
import { ServerPlace } from './server-place'
import { modelQuery, serverQuery, serverTicketsQuery } from './server-queries'
import { ServerTickets } from './server-tickets'
import { TelemetryStrips } from './telemetry-strips'

export interface ServerScreenProps {
  first: ServerView
  model: ServerModelView | null
  /** Null for those who may not read jobs. */
  jobs: Page<JobView> | null
  tickets: Page<TicketView>
  events: Page<EventView>
  life: ServerLifeView
  strips: TelemetryStripsView | null
  /** Null for those who may not read tickets. */
  components: ServerComponentsView | null
  /** Null for those who may not read the audit log; `auditLock` says why. */
  audit: Page<AuditView> | null
  auditLock: string | null
  locks: ServerLocks
}

/** One server: what it is and where, what can be done now, firmware against target, tickets, what it reported, what was done. */
export function ServerScreen(props: ServerScreenProps) {
  const { first, locks } = props
  const { view: server, problem } = useFresh(first, serverQuery(first.barcode))
  const model = useQuery({
    ...modelQuery(server.model ?? ''),
    enabled: server.model !== undefined,
    ...(props.model === null ? {} : { initialData: props.model }),
  }).data
  const tickets = useFresh(props.tickets, serverTicketsQuery(first.barcode)).view.items
  const work = tickets.find(({ status }) => status === 'OPEN' || status === 'IN_PROGRESS')
  return (
    <>
      <Crumbs
        items={[
          { label: 'Servers', href: '/servers' },
          { label: server.barcode, code: true },
        ]}
      />
      <PageHeader
        title={server.barcode}
        code
        marks={
          <>
            <StateMark kind="server" state={server.state} look="tint" />
            {server.health === undefined || server.health === 'OK' ? null : (
              <StateMark kind="health" state={server.health} look="tint" />
            )}
          </>
        }
        facts={<Facts server={server} model={model} />}
        actions={
          work === undefined ? null : (
            <ButtonLink look="primary" glyph="ticket" href={`/tickets/${encodeURIComponent(work.number)}`}>
              {`Work on ${work.number}`}
            </ButtonLink>
          )
        }
      />
      {problem === null ? null : (
        <Banner glyph="offline" title="This server may be old.">
          {problem.detail}
        </Banner>
      )}
      <ServerLife barcode={server.barcode} first={props.life} />
      <div className="grid grid-cols-[minmax(0,1fr)_400px] border-line border-t max-wide:grid-cols-1 wide:min-h-[calc(100dvh-var(--shell-head)-51px)]">
        <div className="min-w-0 max-wide:order-2 max-wide:border-line max-wide:border-t">
          <ServerFirmware server={server} />
          {props.strips === null ? null : <TelemetryStrips barcode={server.barcode} first={props.strips} />}
          {props.components === null ? null : <ServerParts barcode={server.barcode} first={props.components} />}
          {props.jobs === null ? null : <ServerJob barcode={server.barcode} first={props.jobs} />}
          <ServerTickets tickets={tickets} />
          <ServerEvents barcode={server.barcode} first={props.events} />
          <ServerAudit barcode={server.barcode} first={props.audit} locked={props.auditLock} />
        </div>
        <div className="min-w-0 border-line border-l max-wide:border-l-0">
          <Section title="What you can do now">
            <HoldNote server={server} />
            <div className="mt-2">
              <NextActions server={server} locks={locks} />
            </div>
          </Section>
          <ServerBmc server={server} lock={locks.edit} />
          <Section
            title="Record"
            actions={
              <ButtonLink look="quiet" glyph="print" href={`/labels?codes=${encodeURIComponent(server.barcode)}`}>
                Print a label
              </ButtonLink>
            }
          >
            <RecordList server={server} model={model} />
          </Section>
        </div>
      </div>
    </>
  )
}

function Facts({ server, model }: { server: ServerView; model: ServerModelView | undefined }) {
  return (
    <>
      <span className="text-text">{server.modelName ?? 'Model not known'}</span>
      <ServerPlace server={server} />
      {server.order === undefined ? null : (
        <CodeText href={`/orders/${encodeURIComponent(server.order)}`}>{server.order}</CodeText>
      )}
      {model?.cpuCores === undefined ? null : (
        <span className="text-text3">
          {`${formatCount(model.cpuCores)} cores, ${formatCount(model.ramGb ?? 0)} GB RAM, ${formatCount(model.nvmeGb ?? 0)} GB NVMe`}
        </span>
      )}
      {server.needsWipe ? <span className="font-medium text-warn-x">wipe due</span> : null}
    </>
  )
}

function RecordList({ server, model }: { server: ServerView; model: ServerModelView | undefined }) {
  const code = (text: string | undefined) => (text === undefined ? null : <CodeText>{text}</CodeText>)
  return (
    <DetailList
      items={[
        { term: 'Serial', value: code(server.serial) },
        { term: 'Asset number', value: code(server.assetNumber) },
        { term: 'Datacenter', value: code(server.datacenter) },
        { term: 'Size', value: `${server.heightU}U, ${server.depth} depth` },
        { term: 'Rated power', value: model?.maxPowerW === undefined ? null : `${formatCount(model.maxPowerW)} W` },
        { term: 'Weight', value: model?.weightKg === undefined ? null : `${formatCount(model.weightKg)} kg` },
        { term: 'Host names', value: server.hostnames.length === 0 ? null : code(server.hostnames.join(', ')) },
        { term: 'Tags', value: server.tags.length === 0 ? null : server.tags.join(', ') },
        { term: 'Note', value: server.note ?? null },
        {
          term: 'Last scan',
          value: server.lastScannedAt === undefined ? 'never' : <Time at={server.lastScannedAt} look="ago" />,
        },
        { term: 'Known since', value: <Time at={server.createdAt} look="day" /> },
      ]}
    />
  )
}
