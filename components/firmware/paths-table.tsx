'use client'

import { Button } from '@/components/ui/button'
import { CodeText } from '@/components/ui/code-text'
import { type Column, DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { Glyph } from '@/components/ui/glyph'
import { Section } from '@/components/ui/section'
import type { FirmwarePathView } from '@/lib/contracts/provisioning/firmware-path'
import type { About } from './about'
import { firmwareHref } from './firmware-filters'

const columns: readonly Column<FirmwarePathView>[] = [
  { key: 'from', head: 'From', cell: (path) => <CodeText strong>{path.from}</CodeText> },
  {
    key: 'to',
    head: 'To',
    cell: (path) => (
      <span className="inline-flex items-center gap-1.5">
        <Glyph name="right" size={12} className="text-text3 tab:hidden" />
        <CodeText strong>{path.to}</CodeText>
      </span>
    ),
  },
  {
    key: 'minutes',
    head: 'Time, min',
    align: 'end',
    width: '90px',
    phone: 'trail',
    cell: (path) => (
      <>
        {path.minutes ?? <span className="text-text3">no estimate</span>}
        {path.minutes === undefined ? null : <span className="tab:hidden"> min</span>}
      </>
    ),
  },
  {
    key: 'restart',
    head: 'Restart',
    width: '90px',
    cell: (path) =>
      path.reboot ? (
        <span className="inline-flex items-center gap-1">
          <Glyph name="retry" size={12} className="text-text3" /> restart
        </span>
      ) : null,
  },
  {
    key: 'with',
    head: 'Together with',
    cell: (path) =>
      path.flashedWith === undefined ? null : (
        <span className="inline-flex items-center gap-1">
          <Glyph name="plus" size={12} className="text-text3" /> {path.flashedWith}
        </span>
      ),
  },
  {
    key: 'guards',
    head: 'Only while',
    cell: (path) =>
      path.requires.length === 0 ? null : (
        <span className="inline-flex flex-wrap items-center gap-x-2">
          <Glyph name="shield" size={12} className="text-text3" />
          {path.requires.map(({ component, version }) => (
            <span key={component}>
              {component} <span className="mono">{version}</span>
            </span>
          ))}
        </span>
      ),
  },
]

/** Every path of the component: what the drawing shows, in words and in order. */
export function PathsTable(props: About & { onAdd: () => void }) {
  const { graph, filters, locks, onAdd } = props
  return (
    <Section title="Paths" note={`${graph.paths.length} of ${graph.component}`}>
      <div className="-mx-4">
        <DataTable
          label="Paths"
          columns={columns}
          rows={graph.paths}
          rowKey={(path) => path.id}
          rowHref={(path) => firmwareHref(filters, { path: path.id })}
          selectedKey={filters.path}
          changeKey={(path) => `firmware-path:${path.id}`}
          height={32}
          stickyTop="auto"
          empty={
            <EmptyState
              title="No path yet"
              action={
                <Button glyph="plus" disabledReason={locks.create} onClick={onAdd}>
                  Add the first path…
                </Button>
              }
            >
              Add one: from a version or a range of versions to the next. Without any, no server gets to the target.
            </EmptyState>
          }
        />
      </div>
    </Section>
  )
}
