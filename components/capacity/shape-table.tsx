'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import { ButtonLink } from '@/components/ui/button'
import { inputClass } from '@/components/ui/field'
import { formatCount } from '@/components/ui/numbers'
import { Section } from '@/components/ui/section'
import { replaceQuery } from '@/lib/client/page-address'
import type { CapacityView } from '@/lib/contracts/planning/capacity'
import { commonShapes, RESOURCES, type Resource, resourceWords, type Shape, servable } from './shape-fit'

const MAX = 10_000_000
const parameters: Record<Resource, string> = { cpuCores: 'cores', ramGb: 'ram', nvmeGb: 'nvme' }

const wholeNumber = (text: string): number => Math.min(MAX, Number(text.replaceAll(/\D/g, '')) || 0)

/** How many free servers still serve a shape, as it is typed; the shape lives in the URL. */
export function ShapeTable({ view, mayOrder }: { view: CapacityView; mayOrder: string | null }) {
  const [shape, setShape] = useTypedShape()
  const codes = view.datacenters.map(({ code }) => code)
  const order = RESOURCES.map((resource) => shape[resource]).join('x')
  return (
    <Section
      title="Still servable, by shape"
      actions={
        <ButtonLink
          href={`/orders/new?lines=1x${order}${codes.length === 1 ? `&datacenter=${codes[0]}` : ''}`}
          glyph="order"
          disabledReason={mayOrder ?? (order === '0x0x0' ? 'Type a shape first.' : null)}
          reasonAt="before"
        >
          Order this shape
        </ButtonLink>
      }
    >
      {/* With many datacenters the table scrolls by itself; focusable, so that the arrow keys can. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section aria-label="Still servable, by shape and datacenter" className="overflow-x-auto" tabIndex={0}>
        <table className="w-full border-collapse">
          <thead>
            <tr className="text-small text-text3 [&>th]:h-[26px] [&>th]:whitespace-nowrap [&>th]:px-2 [&>th]:text-right [&>th]:font-medium [&>th:first-child]:pl-0 [&>th:last-child]:pr-0">
              <th scope="col" className="text-left!">
                Shape
              </th>
              <th scope="col">Cores</th>
              <th scope="col">
                RAM<span className="max-tab:sr-only">, GB</span>
              </th>
              <th scope="col">
                NVMe<span className="max-tab:sr-only">, GB</span>
              </th>
              {codes.map((code) => (
                <th key={code} scope="col" className="mono w-[92px] max-tab:hidden">
                  {code}
                </th>
              ))}
              {codes.length === 1 ? null : <th scope="col">All</th>}
            </tr>
          </thead>
          <tbody>
            <ShapeRow name={<b>Your shape</b>} view={view} shape={shape} height="h-12">
              {RESOURCES.map((resource) => (
                <td key={resource}>
                  <input
                    aria-label={`${resourceWords[resource].label} of your shape${resource === 'cpuCores' ? '' : ', GB'}`}
                    inputMode="numeric"
                    className={`${inputClass} mono w-[76px] text-right max-tab:w-[64px] max-tab:px-1.5!`}
                    value={shape[resource] === 0 ? '' : formatCount(shape[resource])}
                    placeholder="any"
                    onChange={(event) => setShape({ ...shape, [resource]: wholeNumber(event.target.value) })}
                  />
                </td>
              ))}
            </ShapeRow>
            {commonShapes.map((common) => (
              <ShapeRow key={common.name} name={common.name} view={view} shape={common} height="h-9">
                {RESOURCES.map((resource) => (
                  <td key={resource} className="mono text-text2">
                    {formatCount(common[resource])}
                  </td>
                ))}
              </ShapeRow>
            ))}
          </tbody>
        </table>
      </section>
      <p className="mt-1 text-small text-text3">Servers racked and free now that have at least this much each.</p>
    </Section>
  )
}

function ShapeRow(props: { name: ReactNode; view: CapacityView; shape: Shape; height: string; children: ReactNode }) {
  const { name, view, shape, height, children } = props
  const answers = view.datacenters.map(({ code }) => ({
    code,
    ...servable(
      view.models.filter((model) => model.datacenter === code),
      shape,
    ),
  }))
  const all = answers.reduce((sum, { count }) => sum + count, 0)
  return (
    <tr
      className={`${height} border-line border-t [&>td]:px-2 [&>td]:text-right [&>td:last-child]:pr-0 max-tab:[&>td]:px-1`}
    >
      <th scope="row" className="whitespace-nowrap text-left font-normal">
        {name}
      </th>
      {children}
      {answers.map(({ code, count, lack }) => (
        <td key={code} className="max-tab:hidden">
          {count === 0 ? (
            <span className="font-medium text-text3">none</span>
          ) : (
            <b className="text-[15px]">{formatCount(count)}</b>
          )}
          {lack === null || count > 0 ? null : (
            <span className="block whitespace-nowrap text-note text-text3 leading-[13px]">
              {formatCount(lack.count)} lack {resourceWords[lack.resource].lack}
            </span>
          )}
        </td>
      ))}
      {answers.length === 1 ? null : (
        <td>
          <b>{formatCount(all)}</b>
        </td>
      )}
    </tr>
  )
}

/** What is typed shows at once and is kept in the URL, so that a link shares it. */
function useTypedShape(): [Shape, (shape: Shape) => void] {
  const path = usePathname()
  const params = useSearchParams()
  const [shape, setShape] = useState<Shape>(() => ({
    cpuCores: wholeNumber(params.get(parameters.cpuCores) ?? '56'),
    ramGb: wholeNumber(params.get(parameters.ramGb) ?? '512'),
    nvmeGb: wholeNumber(params.get(parameters.nvmeGb) ?? '7680'),
  }))
  const change = (next: Shape) => {
    setShape(next)
    const search = new URLSearchParams(params)
    for (const resource of RESOURCES) search.set(parameters[resource], String(next[resource]))
    replaceQuery(`${path}?${search}`)
  }
  return [shape, change]
}
