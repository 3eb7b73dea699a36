'use client'

import { useSearchParams } from 'next/navigation'
import { useMemo } from 'react'
import { actionWidth } from '@/components/servers/next-actions'
import type { ServerLocks } from '@/components/servers/server-facts'
import { ServerPanel } from '@/components/servers/server-panel'
import { Crumbs } from '@/components/shell/crumbs'
import { PageHeader } from '@/components/shell/page-header'
import { Presence } from '@/components/shell/presence'
import { Banner } from '@/components/ui/banner'
import { Button, ButtonLink } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { countOf } from '@/components/ui/numbers'
import { Segment } from '@/components/ui/segment'
import { WithPanel } from '@/components/ui/side-panel'
import { toQueryString } from '@/lib/client/api-fetch'
import type { Problem } from '@/lib/client/problem'
import { useFresh } from '@/lib/client/use-fresh'
import type { ElevationView } from '@/lib/contracts/inventory/rack'
import { COLOURS, type Colour } from '@/lib/contracts/inventory/rack-colours'
import type { ServerView } from '@/lib/contracts/inventory/server'
import type { Face } from '@/lib/domain/rack-space'
import { CellKeys } from './cell-keys'
import { colouringOf, colourLabels, countServers } from './colourings'
import { carriedFromRack, moveLock } from './drag-carried'
import { useDrag } from './drag-context'
import { DragGhost } from './drag-ghost'
import { DragLayer } from './drag-layer'
import { DragPanel } from './drag-panel'
import { DragProvider } from './drag-provider'
import { EditRack } from './edit-rack'
import { ElevationDefs } from './elevation-defs'
import { GoingMarks } from './going-marks'
import { Liftable } from './liftable'
import { PanelProvider, usePanelServer } from './panel-link'
import { paperOfRack } from './paper-hrefs'
import { PaperMenu } from './paper-menu'
import { cellsOf, freeUnits, shortCode } from './rack-cells'
import { RackFace } from './rack-face'
import { RackOutageBanner, StartRackOutage } from './rack-outage'
import { elevationQuery } from './rack-queries'
import { RackSummary } from './rack-summary'
import { colourOf } from './racks-filters'

interface RackScreenProps {
  first: ElevationView
  firstServer: ServerView | null
  neighbours: { previous?: string; next?: string }
  locks: ServerLocks
  outageLock: string | null
  planLock: string | null
  editLock: string | null
}

/**
 * One rack, front and rear; beside it a server's side panel, or the rack's own figures and the tray, or, while something is in the
 * hand, where it can go.
 */
export function RackScreen(props: RackScreenProps) {
  const { first, neighbours, locks } = props
  const { view, problem } = useFresh(first, elevationQuery(first.rack.code))
  return (
    <DragProvider elevation={view} neighbours={neighbours} mayNot={locks.scan}>
      <RackPage {...props} view={view} problem={problem} />
      <DragGhost />
    </DragProvider>
  )
}

function RackPage(props: RackScreenProps & { view: ElevationView; problem: Problem | null }) {
  const { view, problem, firstServer, neighbours, locks, outageLock, planLock } = props
  const { carried } = useDrag()
  const { server: opened, open } = usePanelServer()
  const server = carried === null ? opened : undefined
  const search = useSearchParams()
  const face: Face = search.get('face') === 'rear' ? 'rear' : 'front'
  const colour = colourOf(search.get('colour') ?? undefined)
  const { rack } = view
  const hrefs = useMemo(() => rackHrefs(rack.code, { face, colour }), [rack.code, face, colour])
  const colouring = useMemo(() => colouringOf(colour, countServers(colour, view.servers)), [colour, view.servers])
  const beside = useMemo(() => besideOf(view, face, server), [view, face, server])
  return (
    <WithPanel
      panel={
        server === undefined ? null : (
          <ServerPanel
            key={server}
            barcode={server}
            first={firstServer?.barcode === server ? firstServer : null}
            closeHref={hrefs.rack}
            previousHref={beside.above === undefined ? undefined : hrefs.server(beside.above)}
            nextHref={beside.below === undefined ? undefined : hrefs.server(beside.below)}
            locks={locks}
            action={<PickUp barcode={server} mayNot={locks.scan} />}
          />
        )
      }
    >
      <Crumbs items={crumbsOf(view)} />
      <PageHeader
        title={rack.code}
        code
        facts={
          <span className="text-text3">
            {rack.heightU}U, {freeUnits(rack)}U free, {countOf(rack.servers, 'server')}
          </span>
        }
        actions={
          <>
            <Presence entity="rack" thing={rack.code} />
            <EditRack rack={rack} lock={props.editLock} />
            <StartRackOutage rack={rack} lock={outageLock} />
            <span className="contents max-tab:hidden">
              <PaperMenu hrefs={paperOfRack(rack.code, colour)} />
            </span>
          </>
        }
      />
      <RackOutageBanner rack={rack} lock={outageLock} />
      {problem === null ? null : (
        <Banner glyph="offline" title="This rack may be old.">
          {problem.detail}
        </Banner>
      )}
      <ElevationDefs />
      <div className="flex min-w-0 items-center gap-2 border-line border-t px-4 py-2">
        <span className="whitespace-nowrap text-text3 max-tab:sr-only">Colour by</span>
        <Segment
          label="Colour by"
          value={colour}
          options={COLOURS.map((value) => ({ value, label: colourLabels[value], href: hrefs.colour(value, server) }))}
        />
        <Neighbours neighbours={neighbours} look={{ face, colour }} className="ml-auto max-tab:hidden" />
      </div>
      <div className="flex min-w-0 items-start border-line border-t max-tab:flex-col">
        <div
          className={classNames(
            '@container min-w-0 self-stretch px-4 pb-6 max-tab:w-full wide:flex-1',
            server === undefined ? 'tab:max-wide:w-[384px] tab:max-wide:flex-none' : 'flex-1',
          )}
        >
          <div className="flex items-center gap-2 pt-2.5 @min-[760px]:hidden">
            <Segment
              label="Face"
              value={face}
              options={[
                { value: 'front', label: 'Front', href: hrefs.face('front', server) },
                { value: 'rear', label: 'Rear', href: hrefs.face('rear', server) },
              ]}
            />
            <Neighbours neighbours={neighbours} look={{ face, colour }} className="ml-auto tab:hidden" />
          </div>
          <PanelProvider value={open}>
            <CellKeys className="flex gap-5" still={carried !== null}>
              <Liftable>
                {(['front', 'rear'] as const).map((side) => (
                  <RackFace
                    key={side}
                    elevation={view}
                    face={side}
                    selected={server}
                    hrefOf={hrefs.server}
                    colouring={colouring}
                    className={side === face ? undefined : 'hidden @min-[760px]:block'}
                  >
                    <GoingMarks elevation={view} face={side} />
                    <DragLayer face={side} />
                  </RackFace>
                ))}
              </Liftable>
            </CellKeys>
          </PanelProvider>
        </div>
        {carried !== null ? (
          <DragPanel key={carried.barcode} carried={carried} planLock={planLock} />
        ) : server === undefined ? (
          <RackSummary elevation={view} colouring={colouring} mayNotMove={locks.scan} mayNotPlan={planLock} />
        ) : null}
      </div>
    </WithPanel>
  )
}

/** Takes the server of the panel into the hand: the way in for fingers. */
function PickUp({ barcode, mayNot }: { barcode: string; mayNot: string | null }) {
  const { elevation, pickUp } = useDrag()
  const standing = elevation.servers.find((server) => server.barcode === barcode)
  if (standing === undefined) return null
  const one = carriedFromRack(standing, elevation.rack.code)
  return (
    <Button
      glyph="drag"
      className={actionWidth}
      disabledReason={mayNot ?? moveLock(one, 'rack')}
      onClick={() => pickUp(one)}
    >
      Pick up
    </Button>
  )
}

/** To the rack before and the one after. A phone has no room for it beside the colours: there it stands beside the faces. */
function Neighbours(props: { neighbours: { previous?: string; next?: string }; look: Look; className: string }) {
  const { neighbours, look, className } = props
  const { previous, next } = neighbours
  const href = (code: string) => rackHrefs(code, look).rack
  return (
    <nav aria-label="Racks beside this one" className={classNames('flex flex-none gap-2', className)}>
      {previous === undefined ? null : (
        <ButtonLink look="quiet" glyph="left" href={href(previous)}>
          {shortCode(previous)}
        </ButtonLink>
      )}
      {next === undefined ? null : (
        <ButtonLink look="quiet" endGlyph="right" href={href(next)}>
          {shortCode(next)}
        </ButtonLink>
      )}
    </nav>
  )
}

/** How the rack is looked at; lives in the URL. */
interface Look {
  face: Face
  colour: Colour
}

function rackHrefs(code: string, look: Look) {
  const href = ({ face, colour }: Look, server?: string) =>
    `/racks/${encodeURIComponent(code)}${toQueryString({
      face: face === 'rear' ? face : undefined,
      colour: colour === 'state' ? undefined : colour,
      server,
    })}`
  return {
    rack: href(look),
    server: (barcode: string) => href(look, barcode),
    face: (face: Face, server: string | undefined) => href({ ...look, face }, server),
    colour: (colour: Colour, server: string | undefined) => href({ ...look, colour }, server),
  }
}

/** The servers above and below the chosen one on the face in view. */
function besideOf(view: ElevationView, face: Face, server: string | undefined) {
  const barcodes = cellsOf(view, face).flatMap((cell) => (cell.kind === 'server' ? [cell.server.barcode] : []))
  const at = server === undefined ? -1 : barcodes.indexOf(server)
  return at < 0 ? {} : { above: barcodes[at - 1], below: barcodes[at + 1] }
}

function crumbsOf({ rack }: ElevationView) {
  return [
    { label: 'Racks', href: '/racks' },
    { label: rack.datacenter, href: `/racks${toQueryString({ datacenter: rack.datacenter })}`, code: true },
    ...(rack.row === undefined ? [] : [{ label: `Row ${rack.row}` }]),
    { label: shortCode(rack.code), code: true },
  ]
}
