import type { ReactNode } from 'react'
import { countOf } from '@/components/ui/numbers'
import { Time } from '@/components/ui/time'
import type { TicketView } from '@/lib/contracts/tickets/ticket'
import { namesSerial, type RepairStep, type RepairStepName } from '@/lib/domain/tickets/repair'
import { neededPart } from '@/lib/domain/tickets/spares'
import { readEvent } from './event-reading'
import { thingOf } from './repair-words'
import { shelfText } from './ticket-parts'
import { placeWords } from './ticket-place'

type Component = TicketView['components'][number]
type Props = { ticket: TicketView; step: RepairStep }
type AboutPart = Props & { component: Component }

/** What a step is about: what to do while it is to come, what was recorded once it is behind. */
export function StepText({ ticket, step }: Props) {
  const component = ticket.components.find(({ name }) => name === step.component)
  if (component === undefined) return ticketTexts[step.name]?.({ ticket, step }) ?? null
  return componentTexts[step.name]?.({ ticket, step, component }) ?? null
}

const ticketTexts: Partial<Record<RepairStepName, (about: Props) => ReactNode>> = {
  take: ({ ticket, step }) =>
    step.state === 'done' ? (
      <>
        {ticket.assignee ?? 'Taken'}
        {ticket.startedAt === undefined ? null : (
          <>
            , since <Time at={ticket.startedAt} />
          </>
        )}
      </>
    ) : (
      'Everybody sees that it is yours.'
    ),
  'scan-server': ({ ticket }) =>
    ticket.serverScannedAt === undefined ? (
      <GoText ticket={ticket} />
    ) : (
      <>
        {ticket.server} confirmed, <Time at={ticket.serverScannedAt} />
      </>
    ),
  close: ({ ticket, step }) => {
    if (step.state === 'done' && ticket.endedAt !== undefined) return <Time at={ticket.endedAt} />
    return ticket.outOfService
      ? 'The server goes back to its rack, free for its work.'
      : 'The server is free for its work.'
  },
}

const componentTexts: Partial<Record<RepairStepName, (about: AboutPart) => ReactNode>> = {
  remove: ({ ticket, step, component }) => {
    if (component.removedSerial !== undefined) return `${component.removedSerial} is out`
    if (step.state === 'skipped') return `${component.name}: not scanned`
    const thing = thingOf(ticket.type)
    if (namesSerial(ticket.type, component.name)) return `Take out the ${thing} with the serial ${component.name}.`
    const where = component.name === 'unknown' ? '' : ` at ${component.name}`
    return `Take out the ${thing}${where} and scan its serial.`
  },
  install: (about) => <InstallText {...about} />,
  verify: (about) => <VerifyText {...about} />,
}

function GoText({ ticket }: { ticket: TicketView }) {
  const parts = ticket.components.flatMap(({ part, result }) =>
    part?.status === 'reserved' && result === undefined ? [shelfText(part, ticket.datacenter)] : [],
  )
  const place = placeWords(ticket)
  return parts.length === 0 ? `To ${place}.` : `By shelf ${[...new Set(parts)].join(' and ')} to ${place}.`
}

function InstallText({ ticket, step, component }: AboutPart) {
  const { part, installedSerial, result } = component
  if (result === 'replaced') {
    const what = part?.sku ?? 'A part'
    return `${what} is in${installedSerial === undefined ? '' : `, serial ${installedSerial}`}`
  }
  if (step.state === 'skipped') return `${component.name}: nothing was put in`
  if (part?.status === 'waiting') return 'No part yet. It is reserved as soon as stock arrives.'
  const shelf = part === undefined ? '' : shelfText(part, ticket.datacenter)
  return part?.sku === undefined ? null : `${part.sku}${shelf === '' ? '' : ` from ${shelf}`}: its label or its serial.`
}

/** Whether fresh telemetry came, as it comes: the server itself says that it is well, or that it is not. */
function VerifyText({ ticket, step, component }: AboutPart) {
  const { verifiedAt, verifiedBy, verifiedHow, verifyNote, installedSerial, swappedAt } = component
  const name = ticket.components.length === 1 ? '' : `${component.name}: `
  if (verifiedAt !== undefined) {
    const who = verifiedHow === 'telemetry' ? 'telemetry says that it is well' : (verifiedBy ?? 'somebody')
    return (
      <>
        {name}
        {who}, <Time at={verifiedAt} />
        {verifyNote === undefined ? null : `: ${verifyNote}`}
      </>
    )
  }
  if (step.state !== 'now') {
    const words = step.state === 'skipped' ? 'not verified' : 'its telemetry says so, or you do.'
    return name === '' ? `${words.charAt(0).toUpperCase()}${words.slice(1)}` : `${name}${words}`
  }
  const since = swappedAt ?? ticket.serverScannedAt ?? ticket.startedAt
  const fault = ticket.events.find((event) => since !== undefined && event.ts > since)
  if (fault !== undefined) {
    const count = ticket.events.filter((event) => since !== undefined && event.ts > since).length
    return (
      <span className="font-medium text-warn-x">
        {name}
        {countOf(count, 'event')} since then, the last at <Time at={fault.ts} />: {readEvent(fault).what}.
      </span>
    )
  }
  const blind = neededPart(ticket.type) === 'DISK' && installedSerial === undefined
  if (blind) return `${name}scan the new disk’s serial and its own report will say so, or say it yourself.`
  return (
    <>
      {name}no fresh report{' '}
      {since === undefined ? (
        'yet'
      ) : (
        <>
          since <Time at={since} />
        </>
      )}
      : it shows here when it comes.
    </>
  )
}
