'use client'

import { useState } from 'react'
import { PageHeader } from '@/components/shell/page-header'
import { Banner } from '@/components/ui/banner'
import { classNames } from '@/components/ui/class-names'
import { EmptyState } from '@/components/ui/empty-state'
import { WithPanel } from '@/components/ui/side-panel'
import { useFresh } from '@/lib/client/use-fresh'
import { useGo } from '@/lib/client/use-go'
import type { FirmwareGraphView } from '@/lib/contracts/provisioning/firmware-graph'
import type { FirmwarePathView } from '@/lib/contracts/provisioning/firmware-path'
import { sameComponent } from '@/lib/domain/firmware/upgrade-graph'
import type { About } from './about'
import { type FirmwareFilters, firmwareHref } from './firmware-filters'
import type { FirmwareLocks } from './firmware-locks'
import { firmwareGraphQuery } from './firmware-queries'
import { FirmwareTabs } from './firmware-tabs'
import { FirmwareToolbar, type ModelChoice } from './firmware-toolbar'
import { GraphRegion } from './graph-region'
import { InstalledFigures } from './installed-figures'
import { InstalledVersions } from './installed-versions'
import { PathDialog, type PathSubject } from './path-dialog'
import { PathPanel } from './path-panel'
import { PathsTable } from './paths-table'
import { RemovePathDialog } from './remove-path'
import { TargetDialog } from './target-dialog'
import { WayFinder } from './way-finder'

export interface FirmwareProps {
  first: FirmwareGraphView
  filters: FirmwareFilters & { model: string }
  models: readonly ModelChoice[]
  locks: FirmwareLocks
}

/** One component's upgrade graph, the way from any version to any other, and every path of it. */
export function FirmwareScreen({ first, filters, models, locks }: FirmwareProps) {
  const { view: graph, problem } = useFresh(first, firmwareGraphQuery(filters))
  const go = useGo()
  const [subject, setSubject] = useState<PathSubject | null>(null)
  const [aiming, setAiming] = useState(false)
  const [removing, setRemoving] = useState<FirmwarePathView | null>(null)
  const about = { graph, filters, locks }
  const path = graph.paths.find(({ id }) => id === filters.path)
  const add = (from: string, to: string) => setSubject({ kind: 'add', from, to })
  const show = (made: FirmwarePathView) => {
    setSubject(null)
    // A first path of another component: there it is drawn.
    if (made.component !== graph.component) go(firmwareHref(filters, { component: made.component }))
  }
  const aimed = (component: string) => {
    setAiming(false)
    if (!sameComponent(component, graph.component ?? '')) go(firmwareHref(filters, { component }))
  }
  const edit = (one: FirmwarePathView) => setSubject({ kind: 'edit', path: one })
  return (
    <WithPanel
      panel={path === undefined ? null : <PathPanel {...about} path={path} onEdit={edit} onRemove={setRemoving} />}
    >
      <PageHeader title="Firmware" hidden />
      <FirmwareTabs current="graph" datacenter={filters.datacenter} />
      <FirmwareToolbar {...about} models={models} onAdd={() => add('', '')} onTarget={() => setAiming(true)} />
      {problem === null ? null : (
        <Banner glyph="offline" title="What you see may be old.">
          {problem.detail}
        </Banner>
      )}
      <Parts {...about} narrow={path !== undefined} onAdd={add} />
      <PathDialog graph={graph} subject={subject} onClose={() => setSubject(null)} onDone={show} />
      <TargetDialog graph={graph} open={aiming} onClose={() => setAiming(false)} onDone={aimed} />
      <RemovePathDialog
        graph={graph}
        path={removing}
        onClose={() => setRemoving(null)}
        onDone={() => {
          setRemoving(null)
          go(firmwareHref(filters, { path: undefined }), { scroll: false, replace: true })
        }}
      />
    </WithPanel>
  )
}

/** @param props.narrow a panel stands beside it: one part below the other */
function Parts(props: About & { narrow: boolean; onAdd: (from: string, to: string) => void }) {
  const { narrow, onAdd, ...about } = props
  const { graph, filters } = about
  if (graph.component === undefined) {
    return (
      <EmptyState title="Nothing is known of this model’s firmware">
        Give the model a target for a component, or add the first path: then what leads where is drawn here.
      </EmptyState>
    )
  }
  return (
    <>
      <InstalledFigures {...about} />
      <div
        data-line
        className={classNames(
          'grid min-w-0 border-line border-t',
          !narrow &&
            'wide:min-h-[calc(100dvh-var(--shell-head)-132px)] wide:grid-cols-[minmax(0,1fr)_340px] wide:grid-rows-[auto_1fr]',
        )}
      >
        <GraphRegion {...about} />
        <div
          className={classNames(
            'min-w-0 border-line',
            narrow
              ? 'wide:grid wide:grid-cols-2 [&>*]:border-t wide:[&>*:last-child]:border-l'
              : 'max-wide:border-t wide:row-span-2 wide:border-l',
          )}
        >
          <WayFinder {...about} onAdd={onAdd} />
          <InstalledVersions
            graph={graph}
            hrefOf={(from) => firmwareHref(filters, { from, to: graph.target ?? filters.to })}
          />
        </div>
        <PathsTable {...about} onAdd={() => onAdd('', graph.target ?? '')} />
      </div>
    </>
  )
}
