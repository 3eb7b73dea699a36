'use client'

import { useSearchParams } from 'next/navigation'
import { EmptyState } from '@/components/ui/empty-state'
import { Section } from '@/components/ui/section'
import { Segment } from '@/components/ui/segment'
import { SelectField } from '@/components/ui/select'
import { useGo } from '@/lib/client/use-go'
import type { CapacityView } from '@/lib/contracts/planning/capacity'
import { WINDOWS } from '@/lib/domain/capacity/runway'
import { withParameter } from './capacity-address'
import { NextChanges } from './next-changes'
import { RunwayChart } from './runway-chart'
import { assumptionOf, METHOD } from './runway-words'

const MOST_SEGMENTS = 4

/** How long the free servers of a datacenter last: the range drawn, what it rests on, and what changes it next. */
export function RunwayPanel(props: { view: CapacityView; drawn: string | null; window: string }) {
  const { view, drawn, window } = props
  const params = useSearchParams()
  const search = new URLSearchParams(params)
  const codes = view.datacenters.map(({ code }) => code)
  const row = view.datacenters.find(({ code }) => code === drawn) ?? soonestOf(view.datacenters)
  if (row === undefined) return null
  const then = view.whatIf?.datacenters.find(({ code }) => code === row.code)
  return (
    <>
      <Section
        title={`Runway, ${row.code}`}
        actions={
          <>
            <ChooseDatacenter codes={codes} chosen={row.code} />
            <Segment
              label="Rate of the last days"
              value={window}
              options={WINDOWS.map((days) => ({
                value: days,
                label: `${days} d`,
                href: withParameter(search, 'window', [days]),
              }))}
            />
          </>
        }
      >
        {row.free === 0 && then === undefined ? (
          <EmptyState title={`Nothing is free in ${row.code}`}>
            Racked servers without a hold, an open high ticket or a wipe due are counted here.
          </EmptyState>
        ) : (
          <RunwayChart row={row} then={then} />
        )}
        <p className="mt-2 text-pretty text-small text-text2">{assumptionOf(row.runway)}</p>
        <p className="mt-1 text-pretty text-small text-text3">{METHOD}</p>
      </Section>
      <NextChanges row={row} />
    </>
  )
}

function soonestOf(rows: CapacityView['datacenters']): CapacityView['datacenters'][number] | undefined {
  const days = (row: CapacityView['datacenters'][number]) => row.runwayDays ?? Number.POSITIVE_INFINITY
  return [...rows].filter((row) => row.free > 0).sort((a, b) => days(a) - days(b))[0] ?? rows[0]
}

function ChooseDatacenter({ codes, chosen }: { codes: readonly string[]; chosen: string }) {
  const params = useSearchParams()
  const go = useGo()
  if (codes.length < 2) return null
  const hrefOf = (code: string) => withParameter(new URLSearchParams(params), 'runway', [code])
  if (codes.length <= MOST_SEGMENTS) {
    return (
      <Segment
        label="Datacenter of the runway"
        value={chosen}
        options={codes.map((code) => ({ value: code, label: code, href: hrefOf(code) }))}
      />
    )
  }
  return (
    <SelectField
      label="Datacenter of the runway"
      labelHidden
      value={chosen}
      onChange={(event) => go(hrefOf(event.target.value), { scroll: false })}
      options={codes.map((code) => ({ value: code, label: code }))}
    />
  )
}
