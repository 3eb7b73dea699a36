'use client'

import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { Figure } from '@/components/ui/figure'
import { Glyph } from '@/components/ui/glyph'
import { countOf } from '@/components/ui/numbers'
import { Section } from '@/components/ui/section'
import { SelectField } from '@/components/ui/select'
import { useGo } from '@/lib/client/use-go'
import { isVersionRange, sameVersion } from '@/lib/domain/firmware/version-compare'
import type { About } from './about'
import { firmwareHref } from './firmware-filters'
import { pathFacts } from './path-words'
import { versionGraph } from './version-graph'
import { type Way, type WayHop, wayBetween } from './way'

/** "From A to B": two versions to choose, and the way as a list; where there is none, how far one comes and what is missing. */
export function WayFinder(props: About & { onAdd: (from: string, to: string) => void }) {
  const { graph, filters, locks, onAdd } = props
  const { from, to } = filters
  const go = useGo()
  const asked = { versions: [from, to].flatMap((one) => one ?? []), hops: [] }
  const nodes = versionGraph(graph, asked).nodes.filter(({ kind }) => kind === 'version')
  const options = nodes.map((node) => {
    const note = node.isTarget ? ', target' : node.servers > 0 ? ` (${node.servers})` : ''
    return { value: node.version, label: `${node.version}${note}` }
  })
  const chosen = (version: string | undefined) =>
    version === undefined ? '' : (nodes.find((node) => sameVersion(node.version, version))?.version ?? '')
  const show = (change: { from?: string | undefined; to?: string | undefined }) =>
    go(firmwareHref(filters, change), { scroll: false })
  const orNone = (value: string) => (value === '' ? undefined : value)
  return (
    <Section title="From A to B">
      <div className="grid grid-cols-2 gap-2">
        <SelectField
          label="From"
          emptyLabel="Choose"
          value={chosen(from)}
          options={options}
          onChange={(event) => show({ from: orNone(event.target.value) })}
        />
        <SelectField
          label="To"
          emptyLabel="Choose"
          value={chosen(to)}
          options={options}
          onChange={(event) => show({ to: orNone(event.target.value) })}
        />
      </div>
      <div className="mt-3" aria-live="polite">
        {from === undefined || to === undefined ? (
          <p className="text-text2">Choose two versions, or press one in the graph: the way from there is lit.</p>
        ) : (
          <WayResult
            way={wayBetween(graph, from, to)}
            question={{ from, to }}
            lock={locks.create}
            hrefOfPath={(path) => firmwareHref(filters, { path })}
            onAdd={onAdd}
          />
        )}
      </div>
    </Section>
  )
}

interface ResultProps {
  way: Way
  question: { from: string; to: string }
  lock: string | null
  hrefOfPath: (id: string) => string
  onAdd: (from: string, to: string) => void
}

function WayResult(props: ResultProps) {
  const { way, question, hrefOfPath } = props
  if (!way.ok) return <NoWay {...props} nearest={way.nearest} hops={way.hops} />
  if (way.hops.length === 0)
    return <p className="text-text2">{`${question.from} and ${question.to} are the same version.`}</p>
  return (
    <>
      <div className="flex items-end gap-4">
        {way.minutes === null ? null : <Figure value={way.minutes} unit="min" />}
        <p className={way.minutes === null ? 'font-medium' : 'pb-1 text-text2'}>
          {countOf(way.hops.length, 'hop')}
          {way.restarts === 0 ? ', no restart' : `, ${countOf(way.restarts, 'restart')}`}
          {way.minutes === null ? '; no total, as a hop has no estimate' : ''}
        </p>
      </div>
      <HopList hops={way.hops} hrefOfPath={hrefOfPath} />
      <p className="mt-2 text-pretty text-small text-text3">
        A job plans all components of its server together: guards and pairs may bring hops of others in between.
      </p>
    </>
  )
}

function NoWay(props: ResultProps & { nearest: string; hops: readonly WayHop[] }) {
  const { question, nearest, hops, lock, hrefOfPath, onAdd } = props
  const { from, to } = question
  const stuck = sameVersion(nearest, from)
  return (
    <>
      <div className="t-fail flex gap-2 rounded-control bg-b px-3 py-2 [--gx:var(--b)]">
        <Glyph name="diamond-x" className="mt-0.5 text-x" />
        <p className="text-pretty">
          <b>{`No path leads from ${from} to ${to}.`}</b>{' '}
          {stuck
            ? 'None leads from there in that direction.'
            : `The nearest version that can be reached is ${nearest}.`}
        </p>
      </div>
      <HopList hops={hops} hrefOfPath={hrefOfPath} />
      <div className="mt-3">
        <Button glyph="plus" disabledReason={lock} reasonAt="below" onClick={() => onAdd(nearest, to)}>
          {`Add path ${nearest} to ${to}…`}
        </Button>
      </div>
    </>
  )
}

function HopList({ hops, hrefOfPath }: { hops: readonly WayHop[]; hrefOfPath: (id: string) => string }) {
  return (
    <ol className="-mx-4 mt-2">
      {hops.map(({ path, from, to }, index) => (
        <li key={path.id}>
          <Link
            href={hrefOfPath(path.id)}
            scroll={false}
            prefetch={false}
            className="flex gap-3 px-4 py-1.5 hover:bg-canvas focus-visible:-outline-offset-2"
          >
            <span className="w-4 flex-none text-right text-text3">{index + 1}</span>
            <span className="min-w-0">
              <span className="mono flex flex-wrap items-center gap-x-1.5 font-medium">
                {from} <Glyph name="right" size={12} className="text-text3" /> {to}
              </span>
              <span className="block text-pretty text-small text-text2">
                {pathFacts(path).join(', ')}
                {isVersionRange(path.from) ? `, from any ${path.from}` : ''}
              </span>
            </span>
          </Link>
        </li>
      ))}
    </ol>
  )
}
