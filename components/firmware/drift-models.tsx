import Link from 'next/link'
import { CodeText } from '@/components/ui/code-text'
import { type Column, DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { countOf } from '@/components/ui/numbers'
import { Section } from '@/components/ui/section'
import type { FirmwareDriftView } from '@/lib/contracts/provisioning/firmware-drift'
import { firmwareHref } from './firmware-filters'
import { ServersCount } from './servers-count'

type Model = FirmwareDriftView['models'][number]
interface Line {
  model: Model
  component: Model['components'][number]
  /** The model's first: it says how many are behind in any. */
  isFirst: boolean
}

function columnsOf(datacenter: string | undefined): Column<Line>[] {
  return [
    { key: 'model', head: 'Model', cell: (line) => <ModelCell line={line} datacenter={datacenter} /> },
    {
      key: 'component',
      head: 'Component',
      cell: ({ model, component }) => (
        <Link
          href={firmwareHref({ datacenter, model: model.model, component: component.component })}
          prefetch={false}
          className="link"
        >
          {component.component}
        </Link>
      ),
    },
    {
      key: 'target',
      head: 'Target',
      cell: ({ component }) => <CodeText>{component.target}</CodeText>,
    },
    {
      key: 'behind',
      head: 'Behind',
      align: 'end',
      width: '90px',
      phone: 'trail',
      cell: ({ model, component }) => (
        <>
          <ServersCount
            servers={component.behind}
            of={{ datacenter, model: model.model, behind: component.component }}
            label={`${model.model} behind in ${component.component}`}
          />
          <span className="text-text3 tab:hidden"> behind</span>
        </>
      ),
    },
    {
      key: 'no-path',
      head: 'No path',
      align: 'end',
      width: '110px',
      phone: 'hide',
      cell: ({ model, component: { component, noPath } }) => (
        <ServersCount
          servers={noPath.servers}
          of={{ datacenter, model: model.model, component, version: noPath.versions }}
          tone="fail"
          label={`${model.model} without a path in ${component}`}
        />
      ),
    },
    {
      key: 'unread',
      head: 'Never read',
      align: 'end',
      width: '90px',
      phone: 'hide',
      cell: ({ model, component: { component, unread } }) => (
        <ServersCount
          servers={unread}
          of={{ datacenter, model: model.model, unread: component }}
          label={`${model.model} of which ${component} was never read`}
        />
      ),
    },
    {
      key: 'share',
      head: 'At target',
      align: 'end',
      width: '90px',
      phone: 'hide',
      cell: ({ component: { atTarget, behind } }) =>
        `${Math.floor((atTarget / Math.max(1, atTarget + behind)) * 100)} %`,
    },
  ]
}

function ModelCell({ line: { model, isFirst }, datacenter }: { line: Line; datacenter: string | undefined }) {
  if (!isFirst) return <span className="text-text3">{model.name}</span>
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-2">
      <b className="font-medium">{model.name}</b>
      <span className="text-small text-text3">
        <ServersCount
          servers={model.behind}
          of={{ datacenter, model: model.model, firmware: 'behind' }}
          label={`${model.model} behind in any component`}
        />{' '}
        of {countOf(model.servers, 'server')} behind
      </span>
    </span>
  )
}

/** Each component of each model against its target, the model with most servers behind first. */
export function DriftModels({ drift, datacenter }: { drift: FirmwareDriftView; datacenter: string | undefined }) {
  const lines = drift.models.flatMap((model) =>
    model.components.map((component, index) => ({ model, component, isFirst: index === 0 })),
  )
  return (
    <Section title="By model" note="servers not at their target, as last read; scrapped ones left out">
      <div className="-mx-4">
        <DataTable
          label="Drift by model"
          columns={columnsOf(datacenter)}
          rows={lines}
          rowKey={({ model, component }) => `${model.model} ${component.component}`}
          height={32}
          stickyTop="auto"
          empty={
            <EmptyState title="No model with servers here has a target">
              Give a model’s component a target in the upgrade graph: then servers that are behind it are counted here.
            </EmptyState>
          }
        />
      </div>
    </Section>
  )
}
