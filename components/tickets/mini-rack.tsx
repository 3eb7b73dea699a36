import type { ElevationView } from '@/lib/contracts/inventory/rack'

const UNIT = 4
const WIDTH = 56
const PAD = 2
const LABELS = 34

type Face = 'front' | 'rear'

/** What is seen on one face: full-depth things on both, half-depth ones where they stand. */
function boxesOf(elevation: ElevationView, face: Face) {
  const servers = elevation.servers
    .filter((server) => server.depth === 'full' || server.face === face)
    .map(({ barcode, u, heightU }) => ({ key: barcode, u, heightU }))
  const items = elevation.items
    .filter((item) => item.face === face)
    .map(({ id, u, heightU }) => ({ key: id, u, heightU }))
  return [...servers, ...items]
}

/** The rack in small, 4 px a unit, with one server lit: seen from the side where it stands. */
export function MiniRack({ elevation, barcode }: { elevation: ElevationView; barcode: string }) {
  const { rack } = elevation
  const lit = elevation.servers.find((server) => server.barcode === barcode)
  const face = lit?.depth === 'half' ? lit.face : 'front'
  const height = rack.heightU * UNIT + 2 * PAD
  const top = (u: number, heightU: number) => PAD + (rack.heightU - (u + heightU - 1)) * UNIT
  const where = lit === undefined ? '' : `, U${lit.u} lit`
  return (
    <figure className="m-0 flex-none">
      <svg
        width={WIDTH + LABELS}
        height={height}
        viewBox={`0 0 ${WIDTH + LABELS} ${height}`}
        role="img"
        aria-label={`Rack ${rack.code}, ${face}${where}`}
        className="block"
      >
        <rect x=".75" y=".75" width={WIDTH} height={height - 1.5} fill="var(--sunken)" stroke="var(--line2)" />
        {boxesOf(elevation, face).map(({ key, u, heightU }) => (
          <rect
            key={key}
            x="4"
            y={top(u, heightU)}
            width={WIDTH - 6.5}
            height={heightU * UNIT - 1}
            fill={key === barcode ? 'var(--fail)' : 'var(--surface)'}
            stroke={key === barcode ? 'var(--fail)' : 'var(--line2)'}
            strokeWidth={key === barcode ? 1.5 : 0.7}
          />
        ))}
        {lit === undefined ? null : <LitLabel u={lit.u} y={top(lit.u, lit.heightU) + (lit.heightU * UNIT - 1) / 2} />}
        <EdgeLabels top={rack.heightU} height={height} lit={lit?.u} />
      </svg>
      {face === 'rear' ? <figcaption className="mt-1 text-note text-text3">seen from behind</figcaption> : null}
    </figure>
  )
}

function LitLabel({ u, y }: { u: number; y: number }) {
  return (
    <>
      <path d={`M59 ${y}h6`} stroke="var(--text)" strokeWidth="1.5" />
      <text x="68" y={y + 4} fill="var(--text)" className="mono font-semibold text-[13px]">
        {u}
      </text>
    </>
  )
}

/** The top unit and U1, where the lit unit's own label leaves room. */
function EdgeLabels({ top, height, lit }: { top: number; height: number; lit: number | undefined }) {
  const clear = (u: number) => lit === undefined || Math.abs(lit - u) > 3
  return (
    <g className="mono text-[10px]" fill="var(--text3)">
      {clear(top) ? (
        <text x="62" y="9">
          {top}
        </text>
      ) : null}
      {clear(1) ? (
        <text x="62" y={height - 2}>
          1
        </text>
      ) : null}
    </g>
  )
}
