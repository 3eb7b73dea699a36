'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { countOf } from '@/components/ui/numbers'
import { ProblemNote } from '@/components/ui/problem-note'
import { setPowerOutage } from '@/lib/actions/lifecycle-actions'
import { toQueryString } from '@/lib/client/api-fetch'
import { useCommand } from '@/lib/client/use-command'
import type { OutageEffectView } from '@/lib/contracts/inventory/datacenter'
import { outageEffectQuery } from './capacity-queries'

const LIVE_JOBS = ['PENDING', 'RUNNING']
const HOLDING = ['ALLOCATED', 'PROVISIONING', 'ACTIVE', 'FAILED', 'RELEASING']

/** Starts or ends a datacenter's outage, once it has said what that touches. */
export function OutageDialog(props: {
  code: string
  ends: boolean
  open: boolean
  onOpenChange: (open: boolean) => void
}) {
  const { code, ends, open, onOpenChange } = props
  const command = useCommand(setPowerOutage, {
    changes: () => [{ entity: 'datacenter', key: code, datacenter: code }],
    onDone: () => onOpenChange(false),
  })
  const effect = useQuery({ ...outageEffectQuery(code), enabled: open })
  return (
    <Dialog
      title={ends ? `End the outage in ${code}?` : `Is ${code} without power?`}
      description={
        ends
          ? 'Servers that are still unreachable then get their reboot tickets at once. Those that came back get none.'
          : 'While it lasts no reboot ticket opens there: what its servers say of not answering is kept, and judged when it ends. Nothing is switched off, and nothing else stops by itself.'
      }
      open={open}
      onOpenChange={onOpenChange}
    >
      {effect.data === undefined ? (
        <p className="text-text3" role="status">
          {effect.isError ? 'What it touches can’t be read just now.' : 'Counting what it touches…'}
        </p>
      ) : (
        <Effect effect={effect.data} ends={ends} />
      )}
      <ProblemNote problem={command.problem} />
      <DialogFooter>
        <Button onClick={() => onOpenChange(false)}>{ends ? 'Leave it on' : 'Not now'}</Button>
        <Button look="primary" busy={command.pending} onClick={() => void command.run({ code, powerOutage: !ends })}>
          {ends ? 'End outage' : 'Start outage'}
        </Button>
      </DialogFooter>
    </Dialog>
  )
}

function Effect({ effect, ends }: { effect: OutageEffectView; ends: boolean }) {
  const { datacenter, servers, inService, orders, jobs, tickets, reboots } = effect
  const link = (path: string, query: object, words: string) => (
    <Link className="link" href={`${path}${toQueryString({ datacenter, ...query })}`}>
      {words}
    </Link>
  )
  if (ends) {
    return (
      <p>
        <b>{countOf(reboots, 'reboot ticket')}</b> would open, as far as servers said by now;{' '}
        {link('/tickets', { type: 'REBOOT' }, `${tickets} open already`)}.
      </p>
    )
  }
  return (
    <ul aria-label="What it will do" className="flex list-disc flex-col gap-1 pl-4">
      <li>
        {link('/servers', {}, countOf(servers, 'server'))} stand there, {inService} of them in service: none gets a
        reboot ticket.
      </li>
      <li>
        {link('/orders', { status: HOLDING }, countOf(orders, 'order'))}{' '}
        {orders === 1 ? 'holds servers there, and keeps' : 'hold servers there, and keep'} them.
      </li>
      <li>
        {link('/provisioning', { status: LIVE_JOBS }, countOf(jobs, 'job'))} under way there: each goes on, and fails if
        its BMC does not answer.
      </li>
      <li>
        {link('/tickets', { type: 'REBOOT' }, countOf(tickets, 'reboot ticket'))} open there{' '}
        {tickets === 1 ? 'stays as it is' : 'stay as they are'}.
      </li>
    </ul>
  )
}
