import { CodeText } from '@/components/ui/code-text'
import type { Column } from '@/components/ui/data-table'
import { Glyph } from '@/components/ui/glyph'
import { countOf } from '@/components/ui/numbers'
import { StateMark } from '@/components/ui/state-mark'
import { Time } from '@/components/ui/time'
import { ToneMark } from '@/components/ui/tone-mark'
import type { ServerView } from '@/lib/contracts/inventory/server'
import type { ServerModelView } from '@/lib/contracts/inventory/server-model'
import {
  COLUMN_SORTS,
  COLUMN_WORDS,
  SERVER_COLUMNS,
  type ServerColumn,
  USUAL_COLUMNS,
} from '@/lib/domain/server-columns'
import { type ServerSortKey, sortOf } from '@/lib/domain/server-sort'
import { firmwareWords } from '@/lib/domain/state-words'
import { firmwareLines } from './firmware-chains'
import { placeOf } from './server-facts'
import { type ServerFilters, type ServerLook, serversHref } from './server-filters'

type Look = Pick<Column<ServerView>, 'width' | 'align' | 'phone'>

const LOOKS: Record<ServerColumn, Look> = {
  state: { width: '150px', phone: 'trail' },
  health: { width: '104px', phone: 'hide' },
  model: {},
  place: { width: '170px' },
  order: { width: '110px', phone: 'hide' },
  notable: { width: '170px' },
  firmware: { width: '110px', phone: 'hide' },
  serial: { width: '130px', phone: 'hide' },
  asset: { width: '120px', phone: 'hide' },
  hosts: { width: '180px', phone: 'hide' },
  tags: { width: '120px', phone: 'hide' },
  scanned: { width: '112px', align: 'end', phone: 'hide' },
  updated: { width: '112px', align: 'end', phone: 'hide' },
}

/** The chosen columns, each with the address that sorts by it. */
export function serverTableColumns(
  filters: ServerFilters & ServerLook,
  models: readonly ServerModelView[],
): Column<ServerView>[] {
  const names = new Map(models.map((model) => [model.slug, `${model.manufacturer} ${model.model}`]))
  const chosen = filters.columns ?? USUAL_COLUMNS
  return [
    {
      key: 'barcode',
      head: 'Server',
      width: '136px',
      cell: (server) => <CodeText strong>{server.barcode}</CodeText>,
      ...sorting(filters, 'barcode'),
    },
    ...SERVER_COLUMNS.filter((column) => chosen.includes(column)).map((column) => ({
      key: column,
      head: COLUMN_WORDS[column],
      cell: (server: ServerView) => cellOf(column, server, names),
      ...LOOKS[column],
      ...sorting(filters, COLUMN_SORTS[column]),
    })),
  ]
}

/** A press sorts by it, the next one the other way; what is urgent or new comes first at the first press. */
function sorting(filters: ServerFilters & ServerLook, key: ServerSortKey | undefined) {
  if (key === undefined) return {}
  const now = sortOf(filters.sort ?? 'barcode')
  const newestFirst = key === 'tickets' || key === 'lastScannedAt' || key === 'updatedAt'
  const descending = now.key === key ? !now.descending : newestFirst
  const sort = descending ? (`-${key}` as const) : key
  return {
    sortHref: serversHref(filters, { sort: sort === 'barcode' ? undefined : sort }),
    ...(now.key === key ? { sorted: now.descending ? ('descending' as const) : ('ascending' as const) } : {}),
  }
}

function cellOf(column: ServerColumn, server: ServerView, models: ReadonlyMap<string, string>) {
  switch (column) {
    case 'state':
      return <StateMark kind="server" state={server.state} />
    case 'health':
      return <HealthCell server={server} />
    case 'model':
      return <Model server={server} models={models} />
    case 'place':
      return <Place server={server} />
    case 'order':
      return mono(server.order)
    case 'notable':
      return <Signs server={server} />
    case 'firmware':
      return <Drift server={server} />
    case 'serial':
      return mono(server.serial)
    case 'asset':
      return mono(server.assetNumber)
    case 'hosts':
      return <span className="mono block max-w-[200px] truncate text-text2">{server.hostnames.join(', ')}</span>
    case 'tags':
      return <span className="block truncate text-text2">{server.tags.join(', ')}</span>
    case 'scanned':
      return ago(server.lastScannedAt)
    case 'updated':
      return ago(server.updatedAt)
  }
}

const mono = (text: string | undefined) => (text === undefined ? '' : <CodeText>{text}</CodeText>)
const ago = (at: string | undefined) =>
  at === undefined ? '' : <Time at={at} look="span" className="whitespace-nowrap" />

/** Of a scrapped server nothing is heard any more: it is not well, nor ill, nor behind. */
function HealthCell({ server }: { server: ServerView }) {
  if (server.health !== undefined) return <StateMark kind="health" state={server.health} />
  return server.state === 'DECOMMISSIONED' ? <NothingHeard /> : null
}

function NothingHeard() {
  return (
    <span title="Decommissioned: nothing is heard of it" className="text-text3">
      –<span className="sr-only"> decommissioned: nothing is heard of it</span>
    </span>
  )
}

function Model({ server, models }: { server: ServerView; models: ReadonlyMap<string, string> }) {
  return (
    <span className="block truncate max-desk:max-w-[148px] max-tab:max-w-full desk:max-w-[220px]">
      {server.model === undefined ? (
        <span className="text-warn-x">not known</span>
      ) : (
        (models.get(server.model) ?? server.model)
      )}
    </span>
  )
}

function Place({ server }: { server: ServerView }) {
  const stands = server.rack !== undefined || server.warehouse !== undefined
  return <span className={stands ? 'mono whitespace-nowrap' : 'whitespace-nowrap text-text2'}>{placeOf(server)}</span>
}

/** What is out of the ordinary: a hold, an urgent ticket, a wipe that is due. */
function Signs({ server }: { server: ServerView }) {
  return (
    <span className="flex items-center gap-2 whitespace-nowrap text-small">
      {server.openHighTickets > 0 ? (
        <span className="inline-flex items-center gap-1 font-medium text-fail-x">
          <Glyph name="double-chevron" size={12} />
          {countOf(server.openHighTickets, 'ticket')}
        </span>
      ) : null}
      {server.hold === undefined ? null : (
        <span className="inline-flex items-center gap-1 text-text2" title={server.hold.reason}>
          <Glyph name="lock" size={12} />
          held
        </span>
      )}
      {server.needsWipe ? <span className="text-warn-x">wipe due</span> : null}
    </span>
  )
}

function Drift({ server }: { server: ServerView }) {
  if (server.state === 'DECOMMISSIONED') return <NothingHeard />
  const lines = firmwareLines(server, [], null)
  const behind = lines.filter((line) => line.state === 'behind').length
  if (lines.length === 0) return <span className="text-small text-text3">not said</span>
  if (behind === 0) return <span className="text-small text-text3">at target</span>
  return <ToneMark size="small" mark={firmwareWords.BEHIND} word={`${behind} of ${lines.length} behind`} />
}
