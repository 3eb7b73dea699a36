'use client'

import { PageHeader } from '@/components/shell/page-header'
import { Banner } from '@/components/ui/banner'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { useFresh } from '@/lib/client/use-fresh'
import type { CapacityView } from '@/lib/contracts/planning/capacity'
import type { Question } from './capacity-address'
import { capacityQuery } from './capacity-queries'
import { DatacenterTable } from './datacenter-table'
import { ModelStock } from './model-stock'
import { OutageBanner } from './outage-banner'
import { Pipelines } from './pipelines'
import { RunwayPanel } from './runway-panel'
import { ShapeTable } from './shape-table'
import { WhatIfBar } from './what-if'

/** What is free, of what shape, how long it lasts, and the work under way. */
export function CapacityScreen(props: {
  first: CapacityView
  scope: string | null
  question: Question
  /** The datacenter whose runway is drawn. */
  drawn: string | null
  /** Why an order can't be made, an outage can't be ended; null where one may. */
  locks: { order: string | null; outage: string | null }
}) {
  const { first, scope, question, drawn, locks } = props
  const { view, problem } = useFresh(first, capacityQuery(scope, question))
  if (view.datacenters.length === 0) return <NoDatacenter scope={scope} />
  return (
    <div className="flex min-h-[calc(100dvh-var(--shell-head)-var(--shell-foot))] flex-col">
      <PageHeader title="Capacity" hidden />
      {problem === null ? null : (
        <Banner glyph="offline" title="These figures may be old.">
          {problem.detail}
        </Banner>
      )}
      {view.datacenters.map((row) =>
        row.powerOutageSince === undefined ? null : (
          <OutageBanner key={row.code} code={row.code} since={row.powerOutageSince} disabledReason={locks.outage} />
        ),
      )}
      <WhatIfBar view={view} />
      <DatacenterTable datacenters={view.datacenters} supposed={view.whatIf?.datacenters} outageLock={locks.outage} />
      {/* What has the focus is not to lie behind the foot. */}
      <div className="grid flex-1 grid-cols-[minmax(0,1fr)_480px] border-line border-t max-wide:grid-cols-1 wide:[&_:is(a,button,input)]:scroll-mb-28">
        <div className="min-w-0">
          <ShapeTable view={view} mayOrder={locks.order} />
          <ModelStock view={view} scope={scope} />
        </div>
        <div className="min-w-0 border-line border-l max-wide:border-t max-wide:border-l-0">
          <RunwayPanel view={view} drawn={drawn} window={question.window} />
        </div>
      </div>
      <Pipelines view={view} scope={scope} />
    </div>
  )
}

function NoDatacenter({ scope }: { scope: string | null }) {
  return (
    <>
      <PageHeader title="Capacity" hidden />
      {scope === null ? (
        <EmptyState title="No datacenter yet" action={<ButtonLink href="/api-docs">Open the API</ButtonLink>}>
          Add the first one with POST /api/v1/datacenters, or load the demo world. Its free, promised and broken servers
          then stand here.
        </EmptyState>
      ) : (
        <EmptyState
          title={`There is no datacenter ${scope}`}
          action={<ButtonLink href="/">All datacenters</ButtonLink>}
        >
          It was removed, or you may not see it.
        </EmptyState>
      )}
    </>
  )
}
