import { CodeText } from '@/components/ui/code-text'
import { type Column, DataTable } from '@/components/ui/data-table'
import { StateMark } from '@/components/ui/state-mark'
import type { ServerView } from '@/lib/contracts/inventory/server'
import { Place } from './plan-items'
import { PlanRacks, racksDrawn } from './plan-racks'
import { TableHead } from './table-head'
import { usePlanElevations } from './use-plan-elevations'

const columns: readonly Column<ServerView>[] = [
  { key: 'barcode', head: 'Server', width: '116px', cell: (server) => <CodeText strong>{server.barcode}</CodeText> },
  {
    key: 'state',
    head: 'State',
    width: '126px',
    phone: 'trail',
    cell: (server) => <StateMark kind="server" state={server.state} />,
  },
  { key: 'model', head: 'Model', cell: (server) => server.modelName ?? 'unidentified' },
  { key: 'place', head: 'Place', width: '128px', cell: (server) => <Place item={server} /> },
  { key: 'firmware', head: 'Firmware', width: '128px', phone: 'hide', cell: (server) => <Drift server={server} /> },
]

function Drift({ server }: { server: ServerView }) {
  const behind = server.firmware.filter(({ version, target }) => target !== undefined && target !== version)
  if (behind.length === 0) return <span className="text-text3">at target</span>
  return (
    <span
      title={behind.map(({ component, version, target }) => `${component} ${version}, target ${target}`).join('\n')}
    >
      {behind.length} behind target
    </span>
  )
}

/** So many racks are drawn; the others are counted. */
const RACKS_DRAWN = 24

/** Where they stand, with what stands around them. */
function InTheirRacks({ servers }: { servers: readonly ServerView[] }) {
  const items = servers.map(({ barcode, model, rack, u }) => ({
    barcode,
    model: model ?? '',
    ...(rack === undefined ? {} : { rack }),
    ...(u === undefined ? {} : { u }),
  }))
  const elevations = usePlanElevations(racksDrawn(items, RACKS_DRAWN))
  return (
    <div className="border-line border-t px-4 py-3">
      <PlanRacks items={items} most={RACKS_DRAWN} linked surroundings={{ elevations, isFree: () => false }} />
    </div>
  )
}

/** The servers that the order holds. */
export function OrderServers({ servers, more }: { servers: readonly ServerView[]; more: boolean }) {
  return (
    <>
      <TableHead title="Servers" note={more ? `the first ${servers.length}` : `${servers.length}`} />
      <DataTable
        label="Servers of the order"
        columns={columns}
        rows={servers}
        rowKey={(server) => server.barcode}
        rowHref={(server) => `/servers/${server.barcode}`}
        changeKey={(server) => `server:${server.barcode}`}
      />
      <InTheirRacks servers={servers} />
    </>
  )
}
