'use client'

import { PageHeader } from '@/components/shell/page-header'
import { Banner } from '@/components/ui/banner'
import { useFresh } from '@/lib/client/use-fresh'
import type { Page } from '@/lib/contracts/paging'
import type { FirmwareDriftView, RackDriftView } from '@/lib/contracts/provisioning/firmware-drift'
import type { DriftFilters } from './drift-address'
import { DriftModels } from './drift-models'
import { DriftRacks } from './drift-racks'
import { driftQuery, rackDriftQuery } from './firmware-queries'
import { FirmwareTabs } from './firmware-tabs'

/** How far servers are from their firmware targets, by model and by rack; each figure leads to the servers that it counts. */
export function DriftScreen(props: { models: FirmwareDriftView; racks: Page<RackDriftView>; filters: DriftFilters }) {
  const { filters } = props
  const { view: drift, problem } = useFresh(props.models, driftQuery(filters))
  const { view: racks } = useFresh(props.racks, rackDriftQuery(filters))
  const written = drift.models.flatMap(({ components }) => components.map(({ component }) => component))
  const names = new Map(written.toSorted().map((name) => [name.toLowerCase(), name]))
  return (
    <>
      <PageHeader title="Firmware drift" hidden />
      <FirmwareTabs current="drift" datacenter={filters.datacenter} />
      {problem === null ? null : (
        <Banner glyph="offline" title="What you see may be old.">
          {problem.detail}
        </Banner>
      )}
      <DriftModels drift={drift} datacenter={filters.datacenter} />
      <DriftRacks racks={racks} components={names} filters={filters} />
    </>
  )
}
