import { countOf } from '@/components/ui/numbers'
import type { OrderView } from '@/lib/contracts/planning/order'
import type { FirmwarePlanView } from '@/lib/contracts/provisioning/firmware-plan'
import { firmwareSentence } from './firmware-before'

/** The actions that ask first. Planning and allocating have the wizard, where one sees what they do. */
export type ConfirmedAction = 'drop-plan' | 'replan' | 'provision' | 'retry' | 'release' | 'cancel'

export interface Confirmation {
  title: string
  /** What will happen, in words. */
  what: string
  confirm: string
  keep: string
  danger: boolean
  /** Whether a reason may be given. */
  reason: boolean
}

type Firmware = FirmwarePlanView | null

/** What a dialog says before an order's action is done. @param firmware what its jobs would flash, where it is known */
export function confirmationOf(action: ConfirmedAction, order: OrderView, firmware: Firmware): Confirmation {
  const servers = countOf(order.servers.length, 'server')
  const base = { keep: 'Not now', danger: false, reason: false }
  switch (action) {
    case 'provision':
      return {
        ...base,
        title: `Provision ${order.number}?`,
        what: provisionText(order, servers, firmware),
        confirm: `Provision ${servers}`,
      }
    case 'retry':
      return {
        ...base,
        title: `Retry the failed jobs of ${order.number}?`,
        what: 'Each failed job goes on at the step where it stopped. Steps that are done will not run again.',
        confirm: 'Retry',
      }
    case 'replan':
      return {
        ...base,
        title: `Plan ${order.number} anew?`,
        what: `Its ${servers} are given back and are free for everyone until the new plan is allocated.`,
        confirm: 'Give back and plan',
        keep: 'Keep the servers',
        danger: true,
      }
    case 'drop-plan':
      return {
        ...base,
        title: `Drop the plan of ${order.number}?`,
        what: 'The order is a draft again. No server was held by the plan.',
        confirm: 'Drop the plan',
        keep: 'Keep it',
      }
    case 'release':
      return {
        ...base,
        title: `Release ${order.number}?`,
        what: `${servers} go out of service; what is on their disks is gone for good.`,
        confirm: `Release ${servers}`,
        keep: 'Keep it running',
        danger: true,
        reason: true,
      }
    case 'cancel':
      return {
        ...base,
        title: `Cancel ${order.number}?`,
        what: cancelText(order, servers),
        confirm: 'Cancel the order',
        keep: 'Keep the order',
        danger: true,
        reason: true,
      }
  }
}

function provisionText(order: OrderView, servers: string, firmware: Firmware): string {
  const then = order.image === undefined ? 'boot configuration' : `the image ${order.image}`
  const flashes = firmware === null ? '' : ` ${firmwareSentence(firmware)}`
  return `${servers} each get a job of seven steps: checks, firmware to target, ${then}, health, hand over. ${order.image === undefined ? 'It names no image: their disks are handed over as they are.' : 'From the image on, what is on their disks is gone.'}${flashes}`
}

function cancelText(order: OrderView, servers: string): string {
  if (order.status === 'DRAFT' || order.status === 'PLANNED') return 'It holds no server. The order ends here.'
  if (order.servers.length > 0) return `It lets go of its ${servers}.`
  return 'It holds no server any more. The order ends here.'
}
