import Link from 'next/link'
import { CodeText } from '@/components/ui/code-text'
import { countOf, formatCount } from '@/components/ui/numbers'
import { StackedBar } from '@/components/ui/stacked-bar'
import { ToneMark } from '@/components/ui/tone-mark'
import { toQueryString } from '@/lib/client/api-fetch'
import { firmwareWords, type StateMark as Mark } from '@/lib/domain/state-words'
import type { About } from './about'
import { type Counted, countedHref } from './drift-address'
import { type Verdict, verdictOf } from './way'

type Share = { mark: Mark; servers: number; of: Counted | null }

/** How many servers are at the target, on their way, stuck, or never said; those that there are none of are left out. */
function sharesOf({ graph, filters: { datacenter } }: About): Share[] {
  const { model, component } = graph
  const share = (state: Verdict['state'], mark: Mark): Share => {
    const those = graph.installed.filter(({ version }) => verdictOf(graph, version).state === state)
    const version = those.flatMap(({ written }) => written)
    const servers = those.reduce((sum, one) => sum + one.servers, 0)
    return { mark, servers, of: component === undefined ? null : { datacenter, model, component, version } }
  }
  const unread = graph.target === undefined || component === undefined ? null : { datacenter, model, unread: component }
  const shares: Share[] = [
    share('at-target', firmwareWords.AT_TARGET),
    share('behind', firmwareWords.BEHIND),
    share('no-path', firmwareWords.NO_PATH),
    share('no-target', firmwareWords.NO_TARGET),
    { mark: firmwareWords.UNREAD, servers: graph.unread, of: unread },
  ]
  return shares.filter(({ servers }) => servers > 0)
}

/** The target, and how far the servers are from it. */
export function InstalledFigures(about: About) {
  const { graph, filters } = about
  const shares = sharesOf(about)
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
          {shares.map(({ mark, servers, of }) => {
            const words = `${formatCount(servers)} ${mark.word.toLowerCase()}`
            const text = <ToneMark key={mark.word} mark={mark} word={words} />
            return of === null ? (
              text
            ) : (
              <Link key={mark.word} href={countedHref(of)} prefetch={false} className="hover:underline">
                {text}
              </Link>
            )
          })}
        </>
      )}
    </div>
  )
}
