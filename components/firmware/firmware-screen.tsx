'use client'

import { PageHeader } from '@/components/shell/page-header'
import { Banner } from '@/components/ui/banner'
import { EmptyState } from '@/components/ui/empty-state'
import { WithPanel } from '@/components/ui/side-panel'
import { useFresh } from '@/lib/client/use-fresh'
import type { FirmwareGraphView } from '@/lib/contracts/provisioning/firmware-graph'
import { type FirmwareFilters, firmwareHref } from './firmware-filters'
import type { FirmwareLocks } from './firmware-locks'
import { firmwareGraphQuery } from './firmware-queries'
import { FirmwareToolbar, type ModelChoice } from './firmware-toolbar'
import { GraphRegion } from './graph-region'
import { InstalledFigures } from './installed-figures'
import { InstalledVersions } from './installed-versions'
import { PathsTable } from './paths-table'
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
  const about = { graph, filters, locks }
  return (
    <WithPanel panel={null}>
      <PageHeader title="Firmware" hidden />
      <FirmwareToolbar {...about} models={models} onAdd={() => undefined} />
      {problem === null ? null : (
        <Banner glyph="offline" title="What you see may be old.">
          {problem.detail}
        </Banner>
      )}
      {graph.component === undefined ? (
        <EmptyState title="Nothing is known of this model’s firmware">
          Give the model a target for a component, or add the first path: then what leads where is drawn here.
        </EmptyState>
      ) : (
        <>
          <InstalledFigures {...about} />
          <div
            data-line
            className="grid min-w-0 border-line border-t wide:min-h-[calc(100dvh-var(--shell-head)-98px)] wide:grid-cols-[minmax(0,1fr)_340px] wide:grid-rows-[auto_1fr]"
          >
            <GraphRegion {...about} />
            <div className="min-w-0 border-line wide:row-span-2 wide:border-l max-wide:border-t">
              <WayFinder {...about} onAdd={() => undefined} />
              <InstalledVersions
                graph={graph}
                hrefOf={(from) => firmwareHref(filters, { from, to: graph.target ?? filters.to })}
              />
            </div>
            <PathsTable {...about} />
          </div>
        </>
      )}
    </WithPanel>
  )
}
