/** The cookie that says that single keys do nothing. */
export const KEYS_COOKIE = 'haas_keys'
const KEYS_OFF = 'off'

export interface Shortcut {
  /** As KeyboardEvent.key has it, or `Mod+K` (⌘ or Ctrl), or `g o`: one after the other. Letters without case. */
  keys: readonly string[]
  does: string
  /** The page that it leads to. */
  href?: string
}

interface Group {
  title: string
  /** The beginning of the pages where they are heard; absent: everywhere. */
  at?: string
  shortcuts: Record<string, Shortcut>
}

/**
 * Every key that does something, by where it does. The handlers ask this table by `pressed`, and `?` shows it: what is shown is
 * what is heard.
 */
const groups = {
  everywhere: {
    title: 'Everywhere',
    shortcuts: {
      palette: { keys: ['Mod+K'], does: 'Find anything, and do what may be done with it' },
      search: { keys: ['/'], does: 'Search in this page, or find anything' },
      keys: { keys: ['?'], does: 'Show the keys' },
      'fold-nav': { keys: ['['], does: 'Fold or unfold the menu' },
    },
  },
  go: {
    title: 'Go to',
    shortcuts: {
      'go-capacity': { keys: ['g c'], does: 'Capacity', href: '/' },
      'go-orders': { keys: ['g o'], does: 'Orders', href: '/orders' },
      'go-new-order': { keys: ['g n'], does: 'New order', href: '/orders/new' },
      'go-racks': { keys: ['g r'], does: 'Racks', href: '/racks' },
      'go-scan': { keys: ['g b'], does: 'Scan barcodes', href: '/scan' },
      'go-labels': { keys: ['g l'], does: 'Labels', href: '/labels' },
      'go-tickets': { keys: ['g t'], does: 'Tickets', href: '/tickets' },
      'go-stock': { keys: ['g k'], does: 'Stock', href: '/stock' },
      'go-outages': { keys: ['g u'], does: 'Outages', href: '/incidents' },
      'go-servers': { keys: ['g s'], does: 'Servers', href: '/servers' },
      'go-import': { keys: ['g i'], does: 'Import', href: '/import' },
      'go-provisioning': { keys: ['g p'], does: 'Provisioning', href: '/provisioning' },
      'go-firmware': { keys: ['g f'], does: 'Firmware', href: '/firmware' },
      'go-audit': { keys: ['g a'], does: 'Audit', href: '/audit' },
      'go-settings': { keys: ['g e'], does: 'Settings', href: '/settings' },
    },
  },
  lists: {
    title: 'Lists',
    shortcuts: {
      'row-next': { keys: ['j', 'ArrowDown'], does: 'Next row' },
      'row-previous': { keys: ['k', 'ArrowUp'], does: 'Row before' },
      'row-first': { keys: ['Home'], does: 'First row' },
      'row-last': { keys: ['End'], does: 'Last row' },
      'row-choose': { keys: ['x'], does: 'Choose the row, where rows can be chosen' },
    },
  },
  compare: {
    title: 'Comparing plans',
    at: '/orders/new',
    shortcuts: {
      'compare-choose': { keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'], does: 'Choose the plan of this number' },
      'compare-continue': { keys: ['Enter'], does: 'Go on with the chosen plan' },
    },
  },
  jobs: {
    title: 'An order’s jobs',
    at: '/orders/',
    shortcuts: {
      'job-next': { keys: ['ArrowDown', 'j'], does: 'Next job' },
      'job-previous': { keys: ['ArrowUp', 'k'], does: 'Job before' },
      'job-open': { keys: ['Enter'], does: 'Open the chosen job' },
      'job-leave': { keys: ['Escape'], does: 'Let go of the chosen job' },
    },
  },
  racks: {
    title: 'Racks',
    at: '/racks',
    shortcuts: {
      'cell-walk': {
        keys: ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End'],
        does: 'Walk the servers; with one in the hand, the places that fit',
      },
      'cell-lift': { keys: [' '], does: 'Pick the server up' },
      'cell-turn': { keys: ['f'], does: 'In the hand: the other face' },
      'cell-back': { keys: ['Escape'], does: 'Put it back, or close the panel' },
    },
  },
  board: {
    title: 'Tickets',
    at: '/tickets',
    shortcuts: {
      'board-up': { keys: ['ArrowUp', 'k'], does: 'The ticket above' },
      'board-down': { keys: ['ArrowDown', 'j'], does: 'The ticket below' },
      'board-left': { keys: ['ArrowLeft'], does: 'The column before' },
      'board-right': { keys: ['ArrowRight'], does: 'The next column' },
      'board-open': { keys: ['Enter'], does: 'Open the chosen ticket' },
      'board-new': { keys: ['n'], does: 'Open a new ticket' },
      'board-take': { keys: ['m'], does: 'Take it: mine' },
      'board-start': { keys: ['s'], does: 'Start' },
      'board-close': { keys: ['d'], does: 'Done' },
      'board-put-back': { keys: ['p'], does: 'Put back' },
      'board-wont-fix': { keys: ['w'], does: 'Won’t fix' },
    },
  },
} as const satisfies Record<string, Group>

type Groups = typeof groups
type Keys<T> = T extends unknown ? keyof T : never
export type ShortcutId = Keys<Groups[keyof Groups]['shortcuts']>

export const shortcutGroups: readonly Group[] = Object.values(groups)

const byId: Record<string, Shortcut> = Object.assign({}, ...shortcutGroups.map(({ shortcuts }) => shortcuts))

/** The keys of one, as the table has them. */
export function keysOf(id: ShortcutId): readonly string[] {
  return byId[id]?.keys ?? []
}

interface Pressed {
  key: string
  metaKey: boolean
  ctrlKey: boolean
  altKey: boolean
}

/** Whether this press is that shortcut. Of one that is two keys long: its second, after the first was heard (`after`). */
export function pressed(event: Pressed, id: ShortcutId, after: string | null = null): boolean {
  return keysOf(id).some((key) => isKey(event, key, after))
}

/** Whether some shortcut of two keys begins with this one. */
export function beginsChord(event: Pressed): boolean {
  return Object.values(byId).some(({ keys }) =>
    keys.some((key) => key !== ' ' && key.includes(' ') && isKey(event, key.slice(0, 1), null)),
  )
}

function isKey(event: Pressed, key: string, after: string | null): boolean {
  if (key.startsWith('Mod+')) return (event.metaKey || event.ctrlKey) && same(event.key, key.slice('Mod+'.length))
  if (event.metaKey || event.ctrlKey || event.altKey) return false
  const [first = key, second] = key === ' ' ? [key] : key.split(' ')
  // A character alone may be spoken or struck by mistake: whoever wants turns those off (WCAG 2.1.4).
  if (first.length === 1 && first !== ' ' && !singleKeysAreOn()) return false
  return second === undefined ? after === null && same(event.key, first) : after === first && same(event.key, second)
}

const same = (key: string, wanted: string) => key.toLowerCase() === wanted.toLowerCase()

/** Read at each press: a choice counts at once, in every tab. */
export function singleKeysAreOn(): boolean {
  return typeof document === 'undefined' || !document.cookie.split('; ').includes(`${KEYS_COOKIE}=${KEYS_OFF}`)
}

/** What the cookie holds for a choice; empty where keys are on, as they are without it. */
export const keysCookie = (on: boolean) => (on ? '' : KEYS_OFF)

/** A key as it is printed. */
export function keyName(key: string, isMac: boolean): string {
  const names: Record<string, string> = {
    'Mod+K': isMac ? '⌘K' : 'Ctrl K',
    ArrowUp: '↑',
    ArrowDown: '↓',
    ArrowLeft: '←',
    ArrowRight: '→',
    Escape: 'Esc',
    ' ': 'Space',
  }
  return names[key] ?? (key.length === 1 ? key.toUpperCase() : key)
}
