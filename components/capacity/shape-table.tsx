'use client'

import Link from 'next/link'
import { usePathname, useSearchParams } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import { ButtonLink } from '@/components/ui/button'
import { inputClass } from '@/components/ui/field'
import { formatCount } from '@/components/ui/numbers'
import { Section } from '@/components/ui/section'
import { replaceQuery } from '@/lib/client/page-address'
import type { CapacityView } from '@/lib/contracts/planning/capacity'
import { figureHref } from './capacity-address'
import { commonShapes, RESOURCES, type Resource, resourceWords, type Shape, servable } from './shape-fit'
import { Supposed } from './supposed'

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
                <th key={code} scope="col" className={`mono w-[92px] ${codes.length === 1 ? '' : 'max-tab:hidden'}`}>
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
      <p className="mt-1 text-small text-text3">
        Servers racked and free now that have at least this much each; + those that are still in a warehouse.
      </p>
    </Section>
  )
}

function ShapeRow(props: { name: ReactNode; view: CapacityView; shape: Shape; height: string; children: ReactNode }) {
  const { name, view, shape, height, children } = props
  const answers = view.datacenters.map(({ code }) => ({ code, ...answerIn(view, code, shape) }))
  const total = (of: (answer: Answer) => number) => answers.reduce((sum, answer) => sum + of(answer), 0)
  return (
    <tr
      className={`${height} border-line border-t [&>td]:px-2 [&>td]:text-right [&>td:last-child]:pr-0 max-tab:[&>td]:px-1`}
    >
      <th scope="row" className="whitespace-nowrap text-left font-normal">
        {name}
      </th>
      {children}
      {answers.map(({ code, ...answer }) => (
        <td key={code} className={answers.length === 1 ? undefined : 'max-tab:hidden'}>
          <Servable code={code} shape={shape} answer={answer} />
        </td>
      ))}
      {answers.length === 1 ? null : (
        <td>
          <Servable
            code={null}
            shape={shape}
            answer={{
              racked: total((answer) => answer.racked),
              stored: total((answer) => answer.stored),
              supposed: view.whatIf === undefined ? undefined : total((answer) => answer.supposed ?? answer.racked),
              lack: null,
            }}
          />
        </td>
      )}
    </tr>
  )
}

interface Answer {
  racked: number
  stored: number
  supposed: number | undefined
  lack: ReturnType<typeof servable>['lack']
}

function answerIn(view: CapacityView, code: string, shape: Shape): Answer {
  const here = (models: CapacityView['models']) => models.filter((model) => model.datacenter === code)
  const { count, lack } = servable(here(view.models), shape)
  return {
    racked: count,
    stored: servable(here(view.models), shape, true).count - count,
    supposed: view.whatIf === undefined ? undefined : servable(here(view.whatIf.models), shape).count,
    lack,
  }
}

/** As small figures stand side by side, each is at least as large as a finger needs it (WCAG 2.5.8). */
const targetClass = 'inline-flex min-h-6 min-w-6 items-center justify-end whitespace-nowrap hover:underline'

/** How many racked ones serve the shape, and how many more lie in warehouses: each a link to just those. */
function Servable({ code, shape, answer }: { code: string | null; shape: Shape; answer: Answer }) {
  const { racked, stored, supposed, lack } = answer
  const { cpuCores: minCpuCores, ramGb: minRamGb, nvmeGb: minNvmeGb } = shape
  const narrowed = { datacenter: code, minCpuCores, minRamGb, minNvmeGb }
  const where = code ?? 'all datacenters'
  return (
    <>
      {racked === 0 ? (
        <span className="font-medium text-text3">none</span>
      ) : (
        <Link
          prefetch={false}
          href={figureHref('free', narrowed)}
          aria-label={`${formatCount(racked)} racked in ${where}`}
          className={`${targetClass} font-semibold text-[15px]`}
        >
          {formatCount(racked)}
        </Link>
      )}
      {stored === 0 ? null : (
        <Link
          prefetch={false}
          href={figureHref('warehouse', narrowed)}
          aria-label={`${formatCount(stored)} more in warehouses of ${where}`}
          className={`${targetClass} ml-1 text-note text-text3`}
        >
          + {formatCount(stored)}
        </Link>
      )}
      <Supposed now={racked} then={supposed} />
      {lack === null || racked > 0 ? null : (
        <span className="block whitespace-nowrap text-note text-text3 leading-[13px]">
          {formatCount(lack.count)} lack {resourceWords[lack.resource].lack}
        </span>
      )}
    </>
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
