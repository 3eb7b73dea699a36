import { at, DESK, first, type Look, PHONE, SCREENS, type Screen } from './screens'

/** Each page in both themes at the three widths, in the order of its sheet. */
export const SIZES: readonly Look[] = [...DESK, { theme: 'light', width: 820 }, { theme: 'dark', width: 820 }, ...PHONE]

type Shown = Omit<Screen, 'looks'>

/** What a picture in docs/screens shows as it is opened; the others are in the middle of something. */
const AS_OPENED = [
  ...[
    'capacity',
    'order-compare',
    'order-infeasible',
    'orders',
    'provisioning',
    'racks-row',
    'tickets',
    'ticket-detail',
  ],
  ...['servers', 'server', 'firmware', 'stock', 'audit', 'rules', 'states'],
]

/** Every page that people open, once. */
export const PAGES: readonly Shown[] = [
  ...SCREENS.filter(({ name }) => AS_OPENED.includes(name)),
  { name: 'order-new', who: 'PLANNER', path: at('/orders/new') },
  {
    name: 'order',
    who: 'PLANNER',
    path: async (page) => `/orders/${(await first(page, '/orders?status=ACTIVE&limit=1')).number}`,
  },
  { name: 'jobs', who: 'OPERATOR', path: at('/provisioning') },
  {
    name: 'job-log',
    who: 'OPERATOR',
    path: async (page) => `/provisioning/${(await first(page, '/provision-jobs?status=FAILED&limit=1')).id}?view=log`,
  },
  { name: 'rack', who: 'TECH', path: at('/racks/FRA1-A05') },
  { name: 'scan', who: 'TECH', path: at('/scan') },
  { name: 'scan-batch', who: 'TECH', path: at('/scan?view=batch') },
  { name: 'stocktakes', who: 'TECH', path: at('/scan/stocktakes') },
  { name: 'labels', who: 'TECH', path: at('/labels?codes=SRV-000001') },
  { name: 'import', who: 'OPERATOR', path: at('/import') },
  { name: 'bulk-changes', who: 'OPERATOR', path: at('/bulk-changes') },
  { name: 'firmware-drift', who: 'OPERATOR', path: at('/firmware/drift') },
  { name: 'stock-pieces', who: 'OPERATOR', path: at('/stock/pieces') },
  { name: 'incidents', who: 'OPERATOR', path: at('/incidents') },
  { name: 'users', who: 'ADMIN', path: at('/settings') },
  { name: 'tokens', who: 'ADMIN', path: at('/settings?tab=tokens') },
  { name: 'dumps', who: 'ADMIN', path: at('/settings/dumps') },
  { name: 'not-found', who: 'OPERATOR', path: at('/servers/NOTHING-HAS-THIS-CODE'), still: true },
]
