import { countOf } from '@/components/ui/numbers'
import type { ElevationView } from '@/lib/contracts/inventory/rack'
import type { FreshPlan } from '@/lib/contracts/planning/plan'

type Chosen = FreshPlan['items'][number]
type Standing = ElevationView['servers'][number]

/** The height drawn until the rack's own is known. */
const USUAL_HEIGHT = 42
/** px of a rack unit in a plan. */
const UNIT = 2
const WIDTH = 24

/** What stands in the racks, by code, and whether a free server of a model could be chosen. */
export interface Surroundings {
  elevations: ReadonlyMap<string, ElevationView>
  isFree: (model: string | undefined) => boolean
}

/** A rack as a thumbnail: what the plan takes, what is free and left, what is taken. */
export function SmallRack(props: { rack: string; chosen: readonly Chosen[]; surroundings: Surroundings | undefined }) {
  const { rack, chosen, surroundings } = props
  const elevation = surroundings?.elevations.get(rack)
  const standing = new Map(elevation?.servers.map((server) => [server.barcode, server]))
  const units = chosen.flatMap(({ barcode, u }) =>
    u === undefined ? [] : [{ u, heightU: standing.get(barcode)?.heightU ?? 1 }],
  )
  const mine = new Set(chosen.map(({ barcode }) => barcode))
  const others = elevation?.servers.filter(({ barcode }) => !mine.has(barcode)) ?? []
  const free = others.filter((server) => couldBeChosen(server) && surroundings?.isFree(server.model) === true)
  const taken = [...others.filter((server) => !free.includes(server)), ...(elevation?.items ?? [])]
  const height = Math.max(elevation?.rack.heightU ?? USUAL_HEIGHT, ...units.map(({ u, heightU }) => u + heightU - 1))
  const words = `${rack}: ${countOf(chosen.length, 'server')} chosen, at ${units.map(({ u }) => `U${u}`).join(', ')}${
    elevation === undefined ? '' : `; ${free.length} free and left`
  }`
  const box = ({ u, heightU }: { u: number; heightU: number }) => ({
    x: 2.5,
    y: 1 + (height - u - heightU + 1) * UNIT,
    width: WIDTH - 5,
    height: heightU * UNIT - 0.5,
  })
  return (
    <svg width={WIDTH} height={height * UNIT + 2} role="img" aria-label={words} className="block">
      <title>{words}</title>
      <rect x={0.5} y={0.5} width={WIDTH - 1} height={height * UNIT + 1} fill="var(--surface)" stroke="var(--line2)" />
      {taken.map((thing) => (
        <rect key={'id' in thing ? thing.id : thing.barcode} {...box(thing)} fill="var(--line2)" opacity={0.7} />
      ))}
      {free.map((server) => (
        <rect key={server.barcode} {...outline(box(server))} fill="var(--surface)" stroke="var(--free)" />
      ))}
      {units.map((place) => (
        <rect
          key={place.u}
          {...box(place)}
          x={2}
          width={WIDTH - 4}
          height={place.heightU * UNIT}
          fill="var(--accent)"
        />
      ))}
    </svg>
  )
}

const outline = ({ x, y, width, height }: Record<'x' | 'y' | 'width' | 'height', number>) => ({
  x: x + 1,
  y: y + 0.25,
  width: width - 2,
  height: Math.max(1, height - 0.5),
  strokeWidth: 0.7,
})

const couldBeChosen = ({ state, held, openHighTickets }: Standing) =>
  state === 'RACKED' && !held && openHighTickets === 0

/** Servers that lie in a warehouse: hatched, as all its stock. */
export function WarehouseMark() {
  return (
    <span
      className="t-free hatch block w-6"
      style={{ height: USUAL_HEIGHT * UNIT + 2 }}
      role="img"
      aria-label="In the warehouse"
    />
  )
}

/** What the drawing's three kinds of place mean. */
export function SmallRackLegend() {
  const kinds = [
    { word: 'chosen', look: 'bg-accent' },
    { word: 'free, left', look: 'border border-free' },
    { word: 'taken', look: 'bg-line2 opacity-70' },
  ]
  return (
    <ul className="mt-2 flex flex-col gap-1 font-normal text-small text-text2 max-tab:mt-0 max-tab:flex-row max-tab:gap-3">
      {kinds.map(({ word, look }) => (
        <li key={word} className="flex items-center gap-2">
          <span aria-hidden className={`h-2 w-3.5 flex-none ${look}`} />
          {word}
        </li>
      ))}
    </ul>
  )
}
