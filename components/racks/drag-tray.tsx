'use client'

import { useQuery } from '@tanstack/react-query'
import { usePathname, useSearchParams } from 'next/navigation'
import { modelsQuery } from '@/components/servers/server-queries'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { inputClass } from '@/components/ui/field'
import { Glyph } from '@/components/ui/glyph'
import { shortModel } from '@/components/ui/model-name'
import { Section } from '@/components/ui/section'
import { SelectField } from '@/components/ui/select'
import { replaceQuery } from '@/lib/client/page-address'
import { problemOf } from '@/lib/client/problem'
import type { ServerView } from '@/lib/contracts/inventory/server'
import type { ServerModelView } from '@/lib/contracts/inventory/server-model'
import { type Carried, carriedFromServer, moveLock } from './drag-carried'
import { useDrag } from './drag-context'
import { trayQuery, warehousesQuery } from './rack-queries'
import { ASKED_AT_ONCE, TraySlots } from './tray-slots'

const ROWS = 12

/** What lies in a warehouse of this datacenter: to drag out of, to drop into, or to pick up with Enter. */
export function DragTray({ mayNotPlan }: { mayNotPlan: string | null }) {
  const { elevation, warehouse, over, carried, by } = useDrag()
  const search = useSearchParams()
  const path = usePathname()
  const warehouses = useQuery(warehousesQuery(elevation.rack.datacenter))
  const find = search.get('find') ?? ''
  const change = (name: string, value: string) => {
    const params = new URLSearchParams(window.location.search)
    if (value === '') params.delete(name)
    else params.set(name, value)
    const query = params.toString()
    replaceQuery(query === '' ? path : `${path}?${query}`)
  }
  if (warehouse === undefined) {
    // Its place is kept while it is not known whether there is a warehouse.
    return warehouses.data === undefined ? <div className="min-h-64" /> : null
  }
  const codes = warehouses.data?.items.map(({ code }) => code) ?? [warehouse]
  const comesBack =
    by === 'pointer' && carried !== null && moveLock(carried, 'warehouse') === null && over?.kind === 'tray'
  return (
    <div data-drop="tray" className={classNames(comesBack && 't-free bg-b outline-2 outline-accent -outline-offset-2')}>
      <Section
        title="Warehouse tray"
        actions={
          <>
            <label className="relative flex w-24">
              <span className="sr-only">Filter the tray</span>
              <Glyph
                name="search"
                className="pointer-events-none absolute top-1/2 left-2 -translate-y-1/2 text-text3"
              />
              <input
                value={find}
                placeholder="Filter"
                onChange={(event) => change('find', event.target.value)}
                className={classNames(inputClass, 'w-full pl-7!')}
              />
            </label>
            {codes.length < 2 ? null : (
              <SelectField
                label="Warehouse"
                labelHidden
                value={warehouse}
                onChange={(event) => change('tray', event.target.value)}
                options={codes.map((code) => ({ value: code, label: code }))}
                className="w-[108px]"
              />
            )}
          </>
        }
      >
        <TrayRows warehouse={warehouse} find={find.trim()} mayNotPlan={mayNotPlan} change={change} />
      </Section>
    </div>
  )
}

function TrayRows(props: {
  warehouse: string
  find: string
  mayNotPlan: string | null
  change: (name: string, value: string) => void
}) {
  const { warehouse, find, mayNotPlan, change } = props
  const { elevation, carried } = useDrag()
  const asks = useSearchParams().get('ask') === 'tray'
  const answer = useQuery({ ...trayQuery(warehouse, find), placeholderData: (before) => before })
  const models = useQuery(modelsQuery())
  if (answer.isError) return <p className="text-text2">{problemOf(answer.error).detail}</p>
  if (answer.data === undefined) return <p className="min-h-24 text-text3">Reading {warehouse}…</p>
  const { items, nextCursor } = answer.data
  if (items.length === 0) {
    return (
      <p className="text-text2">{find === '' ? `${warehouse} is empty.` : `Nothing in ${warehouse} is called so.`}</p>
    )
  }
  const more = items.length - ROWS
  return (
    <>
      <ul>
        {items.slice(0, ROWS).map((server) => (
          <TrayRow
            key={server.barcode}
            server={server}
            model={models.data?.items.find(({ slug }) => slug === server.model)}
          />
        ))}
      </ul>
      {more <= 0 ? null : (
        <p className="mt-1 text-small text-text3">
          {nextCursor === undefined ? more : `${more} or more`} others. Filter to find one.
        </p>
      )}
      {carried !== null ? null : (
        <p className="mt-2">
          <Button aria-expanded={asks} glyph="search" onClick={() => change('ask', asks ? '' : 'tray')}>
            {items.length > ASKED_AT_ONCE ? `Where do the first ${ASKED_AT_ONCE} go?` : 'Where do they go?'}
          </Button>
        </p>
      )}
      {carried === null && asks ? (
        <TraySlots
          barcodes={items.slice(0, ASKED_AT_ONCE).map(({ barcode }) => barcode)}
          datacenter={elevation.rack.datacenter}
          mayNotPlan={mayNotPlan}
          onKeep={(keep) => change('keep', keep)}
        />
      ) : null}
    </>
  )
}

function TrayRow({ server, model }: { server: ServerView; model: ServerModelView | undefined }) {
  const { carried, arm, pickUp, mayNot } = useDrag()
  const one: Carried = carriedFromServer(server, model)
  const lock = mayNot ?? moveLock(one, 'rack')
  const isHeld = carried?.barcode === server.barcode
  const modelWords = model === undefined ? (server.model ?? 'Unidentified') : shortModel(one.modelName)
  const row =
    'flex h-7 w-full select-none items-center gap-2 whitespace-nowrap border-line border-b px-1 text-left [-webkit-touch-callout:none] glove:h-11'
  const content = (
    <>
      <Glyph name={lock === null ? 'drag' : 'lock'} className="text-text3" />
      <span className="mono">{server.barcode}</span>{' '}
      <span className="min-w-0 flex-1 truncate text-text2">{modelWords}</span>{' '}
      <span className="text-text2">{server.model === undefined ? 'model not set' : `${server.heightU}U`}</span>
    </>
  )
  if (lock !== null) {
    return (
      <li className={classNames(row, 'text-text3')} title={lock}>
        {content}
        <span className="sr-only">{lock}</span>
      </li>
    )
  }
  return (
    <li>
      <button
        type="button"
        data-tray={server.barcode}
        aria-pressed={isHeld}
        onPointerDown={(event) => arm(event, one, Math.floor((one.heightU - 1) / 2))}
        onClick={() => pickUp(one)}
        className={classNames(row, 'cursor-grab hover:bg-sunken', isHeld && 'bg-sunken text-text3')}
      >
        <span className="sr-only">Pick up </span>
        {content}
      </button>
    </li>
  )
}
