'use client'

import { useState } from 'react'
import { Button, ButtonLink } from '@/components/ui/button'
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu'
import { useGo } from '@/lib/client/use-go'
import type { OrderView } from '@/lib/contracts/planning/order'
import type { FirmwarePlanView } from '@/lib/contracts/provisioning/firmware-plan'
import { type OrderAction, type OrderFacts, orderActions } from '@/lib/domain/order-state'
import { ConfirmDialog } from './confirm-dialog'
import type { ConfirmedAction } from './order-confirm'
import { againHref, wizardHref } from './wizard-href'

/** Why this person may not, by action; null where the role allows it. */
export type OrderLocks = Record<OrderAction | 'again', string | null>

/** What comes next in an order's life, by its state. */
const FORWARD: Partial<Record<OrderView['status'], OrderAction>> = {
  DRAFT: 'plan',
  PLANNED: 'allocate',
  ALLOCATED: 'provision',
  FAILED: 'retry',
  ACTIVE: 'release',
}

interface ButtonsProps {
  order: OrderView
  facts: OrderFacts
  locks: OrderLocks
  /** What its jobs would flash, for the question before they are begun. */
  firmware: FirmwarePlanView | null
}

/** The order's next action and its way out; every other one, with its reason where it is refused, under More. */
export function OrderButtons({ order, facts, locks, firmware }: ButtonsProps) {
  const go = useGo()
  const [asking, setAsking] = useState<ConfirmedAction | null>(null)
  const actions = orderActions(facts)
  const reasonOf = (name: OrderAction) => locks[name] ?? actions.find(({ action }) => action === name)?.reason ?? null
  const forward = FORWARD[order.status]
  const run = (name: OrderAction) => {
    if (name === 'plan' && order.status !== 'ALLOCATED') go(wizardHref('plan', { order: order.number }))
    else if (name === 'allocate') go(wizardHref('commit', { order: order.number }))
    else if (name === 'plan') setAsking('replan')
    else if (name !== 'replace') setAsking(name)
  }
  const cancelReason = reasonOf('cancel')
  const over = order.status === 'RELEASED' || order.status === 'CANCELLED'
  return (
    <>
      {forward === undefined ? null : (
        <Forward action={forward} order={order} reason={reasonOf(forward)} onRun={() => run(forward)} />
      )}
      {over ? (
        <ButtonLink href={againHref(order)} glyph="plus" disabledReason={locks.again} reasonAt="before">
          Order this again…
        </ButtonLink>
      ) : null}
      {over || order.status === 'ACTIVE' || order.status === 'RELEASING' ? null : (
        <Button
          look="danger"
          disabledReason={cancelReason}
          reasonAt={cancelReason === (forward === undefined ? undefined : reasonOf(forward)) ? 'tooltip' : 'before'}
          onClick={() => run('cancel')}
        >
          Cancel order…
        </Button>
      )}
      <Menu
        label="Everything that can be done with the order"
        align="end"
        trigger={
          <Button look="quiet" glyph="more" iconOnly>
            More actions
          </Button>
        }
      >
        {actions
          .filter(({ action }) => action !== 'replace')
          .map(({ action, label }) => (
            <MenuItem
              key={action}
              disabledReason={reasonOf(action)}
              danger={action === 'cancel' || action === 'release'}
              onSelect={() => run(action)}
            >
              {label}
            </MenuItem>
          ))}
        <MenuSeparator />
        <MenuItem href={againHref(order)} glyph="plus" disabledReason={locks.again}>
          Order this again…
        </MenuItem>
      </Menu>
      <ConfirmDialog order={order} firmware={firmware} action={asking} onClose={() => setAsking(null)} />
    </>
  )
}

function Forward(props: { action: OrderAction; order: OrderView; reason: string | null; onRun: () => void }) {
  const { action, order, reason, onRun } = props
  if (action === 'plan' || action === 'allocate') {
    return (
      <ButtonLink
        href={wizardHref(action === 'plan' ? 'plan' : 'commit', { order: order.number })}
        look="primary"
        disabledReason={reason}
        reasonAt="before"
      >
        {action === 'plan' ? 'Plan…' : 'Allocate…'}
      </ButtonLink>
    )
  }
  const label = action === 'provision' ? 'Provision…' : action === 'retry' ? 'Retry failed jobs…' : 'Release…'
  return (
    <Button
      look={action === 'release' ? 'danger' : 'primary'}
      disabledReason={reason}
      reasonAt="before"
      onClick={onRun}
    >
      {label}
    </Button>
  )
}
