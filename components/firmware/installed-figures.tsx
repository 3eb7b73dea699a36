import Link from 'next/link'
import { CodeText } from '@/components/ui/code-text'
import { countOf, formatCount } from '@/components/ui/numbers'
import { StackedBar } from '@/components/ui/stacked-bar'
import { ToneMark } from '@/components/ui/state-mark'
import { toQueryString } from '@/lib/client/api-fetch'
import type { FirmwareGraphView } from '@/lib/contracts/provisioning/firmware-graph'
import type { StateMark as Mark } from '@/lib/domain/state-words'
import type { About } from './about'
import { verdictOf } from './way'

type Share = { mark: Mark; servers: number }

/** How many servers are at the target, on their way, stuck, or never said; those that there are none of are left out. */
function sharesOf(graph: FirmwareGraphView): Share[] {
  const counts = { 'at-target': 0, behind: 0, 'no-path': 0, 'no-target': 0 }
  for (const { version, servers } of graph.installed) counts[verdictOf(graph, version).state] += servers
  const shares: Share[] = [
    { mark: { tone: 'free', glyph: 'ringed-check', word: 'at target' }, servers: counts['at-target'] },
    { mark: { tone: 'warn', glyph: 'triangle', word: 'behind' }, servers: counts.behind },
    { mark: { tone: 'fail', glyph: 'diamond-x', word: 'without a path' }, servers: counts['no-path'] },
    { mark: { tone: 'live', glyph: 'disc', word: 'without a target' }, servers: counts['no-target'] },
    { mark: { tone: 'idle', glyph: 'dashed-question', word: 'never read' }, servers: graph.unread },
  ]
  return shares.filter(({ servers }) => servers > 0)
}

/** The target, and how far the servers are from it. */
export function InstalledFigures({ graph, filters }: About) {
  const shares = sharesOf(graph)
  const all = shares.reduce((sum, { servers }) => sum + servers, 0)
  const href = `/servers${toQueryString({ datacenter: filters.datacenter, model: graph.model })}`
  return (
    <div className="flex min-h-[50px] flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2">
      <p className="flex items-baseline gap-2">
        <span className="text-text2">Target</span>
        {graph.target === undefined ? (
          <span className="text-text3">none</span>
        ) : (
          <CodeText strong className="text-code">
            {graph.target}
          </CodeText>
        )}
      </p>
      <Link href={href} prefetch={false} className="link text-text2">
        {all === 0 ? 'no server of this model' : countOf(all, 'server')}
      </Link>
      {all === 0 ? null : (
        <>
          <StackedBar
            label="Servers"
            className="w-48! max-tab:w-full!"
            segments={shares.map(({ mark, servers }) => ({ tone: mark.tone, label: mark.word, value: servers }))}
          />
          {shares.map(({ mark, servers }) => (
            <ToneMark key={mark.word} mark={{ ...mark, word: `${formatCount(servers)} ${mark.word}` }} />
          ))}
        </>
      )}
    </div>
  )
}
