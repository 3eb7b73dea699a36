import Link from 'next/link'
import { CodeText } from '@/components/ui/code-text'
import { type Column, DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { Pager } from '@/components/ui/pager'
import { Section } from '@/components/ui/section'
import { SelectField } from '@/components/ui/select'
import { useGo } from '@/lib/client/use-go'
import type { Page } from '@/lib/contracts/paging'
import type { RackDriftView } from '@/lib/contracts/provisioning/firmware-drift'
import { type DriftFilters, driftHref } from './drift-address'
import { ServersCount } from './servers-count'

const columnsOf = (nameOf: (component: string) => string): Column<RackDriftView>[] => [
  {
    key: 'rack',
    head: 'Rack',
    width: '180px',
    cell: ({ rack }) => (
      <Link href={`/racks/${rack}`} prefetch={false} className="link">
        <CodeText strong>{rack}</CodeText>
      </Link>
    ),
  },
  { key: 'datacenter', head: 'Datacenter', width: '120px', phone: 'hide', cell: ({ datacenter }) => datacenter },
  {
    key: 'behind',
    head: 'Servers behind',
    align: 'end',
    width: '160px',
    phone: 'trail',
    cell: ({ rack, behind, servers }) => (
      <>
        <ServersCount servers={behind} of={{ rack, firmware: 'behind' }} label={`servers behind in ${rack}`} />
        <span className="text-text3"> of {servers}</span>
      </>
    ),
  },
  {
    key: 'components',
    head: 'By component',
    cell: ({ rack, components }) => (
      <span className="inline-flex flex-wrap items-baseline gap-x-3">
        {components.map(({ component, behind }) => (
          <span key={component} className="whitespace-nowrap text-text2">
            {nameOf(component)}{' '}
            <ServersCount
              servers={behind}
              of={{ rack, behind: component }}
              label={`servers in ${rack} behind in ${nameOf(component)}`}
            />
          </span>
        ))}
      </span>
    ),
  },
]

/** Racks with servers that are behind, those with most first; by one component if asked. */
export function DriftRacks(props: {
  racks: Page<RackDriftView>
  /** As they are written, by their name in lower case. */
  components: ReadonlyMap<string, string>
  filters: DriftFilters
}) {
  const { racks, components, filters } = props
  const go = useGo()
  return (
    <Section
      title="By rack"
      note="worst first"
      actions={
        components.size < 2 ? undefined : (
          <SelectField
            label="Behind in"
            labelHidden
            className="w-52"
            value={filters.component?.toLowerCase() ?? ''}
            emptyLabel="Behind in any component"
            onChange={(event) =>
              go(driftHref(filters, { component: event.target.value === '' ? undefined : event.target.value }), {
                scroll: false,
              })
            }
            options={[...components].map(([value, name]) => ({ value, label: `Behind in ${name}` }))}
          />
        )
      }
    >
      <div className="-mx-4">
        <DataTable
          label="Drift by rack"
          columns={columnsOf((component) => components.get(component) ?? component)}
          rows={racks.items}
          rowKey={({ rack }) => rack}
          height={32}
          stickyTop="auto"
          empty={
            <EmptyState title="No server in a rack is behind">
              As soon as a target changes, or a server is racked that does not have it, its rack is listed here.
            </EmptyState>
          }
        />
        {filters.cursor === undefined && racks.nextCursor === undefined ? null : (
          <Pager
            shown={`${racks.items.length} shown`}
            {...(filters.cursor === undefined ? {} : { firstHref: driftHref(filters) })}
            {...(racks.nextCursor === undefined ? {} : { nextHref: driftHref(filters, { cursor: racks.nextCursor }) })}
          />
        )}
      </div>
    </Section>
  )
}
