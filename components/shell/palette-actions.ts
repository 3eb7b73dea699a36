import { wizardHref } from '@/components/orders/wizard-href'
import { paperOfRack } from '@/components/racks/paper-hrefs'
import { nextActions } from '@/components/servers/server-facts'
import { type MoveName, movesOf } from '@/components/tickets/ticket-moves'
import type { GlyphName } from '@/components/ui/glyph'
import { toQueryString } from '@/lib/client/api-fetch'
import type { SearchItem } from '@/lib/client/search'
import type { ServerView } from '@/lib/contracts/inventory/server'
import type { OrderView } from '@/lib/contracts/planning/order'
import type { TicketView } from '@/lib/contracts/tickets/ticket'
import { type OrderAction, orderActions } from '@/lib/domain/order-state'
import { type PaletteEntry, plainEntry } from './palette-entries'
import type { PaletteLocks } from './palette-intents'

/** A thing as it stands now, where what can be done with it depends on that. */
export type Standing =
  | { on: 'server'; server: ServerView }
  | { on: 'order'; order: OrderView }
  | { on: 'ticket'; ticket: TicketView }

/**
 * What can be done with a thing: pages about it, and its legal actions; what is refused follows with its reason. Actions are only
 * known with how it stands.
 */
export function actionsOn(item: SearchItem, standing: Standing | null, locks: PaletteLocks): PaletteEntry[] {
  const ways = waysFrom(item, standing)
  const acts = standing === null ? [] : actsOf(standing, locks)
  const able = acts.filter(({ disabledReason }) => disabledReason === null)
  return [...able, ...ways, ...acts.filter(({ disabledReason }) => disabledReason !== null)].map((entry) => ({
    ...entry,
    id: `action:${item.kind}:${item.code}:${entry.id}`,
  }))
}

const way = (id: string, glyph: GlyphName, title: string, href: string): PaletteEntry =>
  plainEntry({ id, glyph, title, href })

const label = (code: string) => way('label', 'print', 'Print a label', `/labels${toQueryString({ codes: code })}`)

/** Pages about it, beside its own. */
function waysFrom(item: SearchItem, standing: Standing | null): PaletteEntry[] {
  const { code } = item
  switch (item.kind) {
    case 'server': {
      const rack = standing?.on === 'server' ? standing.server.rack : undefined
      const shown =
        rack === undefined
          ? []
          : [
              way(
                'rack',
                'rack',
                `Show in rack ${rack}`,
                `/racks/${encodeURIComponent(rack)}${toQueryString({ server: code })}`,
              ),
            ]
      return [...shown, label(code), history('server', code)]
    }
    case 'rack':
      return [
        way('scan', 'scan', 'Scan into it', `/scan${toQueryString({ rack: code })}`),
        way('servers', 'server', 'Its servers', `/servers${toQueryString({ rack: code })}`),
        way('print', 'print', 'Print the elevation', paperOfRack(code, 'state').print),
        label(code),
        history('rack', code),
      ]
    case 'warehouse':
      return [way('scan', 'scan', 'Scan into it', `/scan${toQueryString({ warehouse: code })}`), label(code)]
    case 'datacenter':
      return [
        way('racks', 'rack', 'Its racks', `/racks${toQueryString({ datacenter: code })}`),
        way('servers', 'server', 'Its servers', `/servers${toQueryString({ datacenter: code })}`),
        way('tickets', 'ticket', 'Its tickets', `/tickets${toQueryString({ datacenter: code })}`),
      ]
    case 'order':
    case 'ticket':
      return [history(item.kind, code)]
    case 'part':
      return [label(code)]
    case 'piece':
      return []
  }
}

const history = (entity: string, key: string) =>
  way('audit', 'shield', 'What was done to it', `/audit${toQueryString({ entity, key })}`)

function actsOf(standing: Standing, locks: PaletteLocks): PaletteEntry[] {
  switch (standing.on) {
    case 'server':
      return nextActions(standing.server, locks.server).map((action) =>
        plainEntry({
          id: action.action,
          glyph: action.glyph,
          title: action.label,
          disabledReason: action.disabledReason,
          intent: { on: 'server', server: standing.server, action },
        }),
      )
    case 'order':
      return orderEntries(standing.order, locks)
    case 'ticket':
      return movesOf(standing.ticket, locks.me, locks.ticket).map(({ name, label: title, refusal }) =>
        plainEntry({
          id: name,
          glyph: moveGlyphs[name],
          title,
          disabledReason: refusal,
          intent: { on: 'ticket', ticket: standing.ticket, move: name },
        }),
      )
  }
}

function orderEntries(order: OrderView, locks: PaletteLocks): PaletteEntry[] {
  const { number, status, cancelRequested, degraded } = order
  return orderActions({ status, cancelRequested, degraded, hasCurrentPlan: status === 'PLANNED' }).map(
    ({ action, label: title, reason }) =>
      plainEntry({
        id: action,
        glyph: orderGlyphs[action],
        title: `${title}…`,
        disabledReason: locks.order[action] ?? reason ?? null,
        ...whereOrderGoes(action, order, number),
      }),
  )
}

/** Planning and allocating have the wizard, a substitute the order's page; the others ask in a dialog. */
function whereOrderGoes(action: OrderAction, order: OrderView, number: string): Partial<PaletteEntry> {
  if (action === 'plan' && order.status !== 'ALLOCATED') return { href: wizardHref('plan', { order: number }) }
  if (action === 'allocate') return { href: wizardHref('commit', { order: number }) }
  if (action === 'replace') return { href: `/orders/${encodeURIComponent(number)}` }
  return { intent: { on: 'order', order, action: action === 'plan' ? 'replan' : action } }
}

const moveGlyphs: Record<MoveName, GlyphName> = {
  take: 'person',
  start: 'wrench',
  close: 'check',
  'put-back': 'return-arrow',
  'wont-fix': 'slashed-ring',
}

const orderGlyphs: Record<OrderAction, GlyphName> = {
  plan: 'sum',
  'drop-plan': 'bookmark-dashed',
  allocate: 'bookmark',
  provision: 'flow',
  retry: 'retry',
  cancel: 'slashed-ring',
  release: 'return-arrow',
  replace: 'server',
}
