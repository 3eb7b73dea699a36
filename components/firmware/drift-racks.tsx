import Link from 'next/link'
import { CodeText } from '@/components/ui/code-text'
import { type Column, DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { Pager } from '@/components/ui/pager'
import { Section } from '@/components/ui/section'
import { Segment } from '@/components/ui/segment'
import type { Page } from '@/lib/contracts/paging'
import type { RackDriftView } from '@/lib/contracts/provisioning/firmware-drift'
import { type DriftFilters, driftHref } from './drift-address'
import { ServersCount } from './servers-count'

const columns: readonly Column<RackDriftView>[] = [
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
            {component}{' '}
            <ServersCount
              servers={behind}
              of={{ rack, behind: component }}
              label={`servers in ${rack} behind in ${component}`}
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
  components: readonly string[]
  filters: DriftFilters
}) {
  const { racks, components, filters } = props
  const choices = [
    { value: '', label: 'any component', href: driftHref(filters, { component: undefined }) },
    ...components.map((component) => ({
      value: component.toLowerCase(),
      label: component,
      href: driftHref(filters, { component: component.toLowerCase() }),
    })),
  ]
  return (
    <Section
      title="By rack"
      note="worst first"
      actions={
        components.length < 2 ? undefined : (
          <Segment label="Behind in" value={filters.component?.toLowerCase() ?? ''} options={choices} />
        )
      }
    >
      <div className="-mx-4">
        <DataTable
          label="Drift by rack"
          columns={columns}
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
