import Link from 'next/link'
import { countOf } from '@/components/ui/numbers'
import { Section } from '@/components/ui/section'
import { ToneMark } from '@/components/ui/tone-mark'
import type { FirmwareGraphView } from '@/lib/contracts/provisioning/firmware-graph'
import { firmwareWords } from '@/lib/domain/state-words'
import { type Verdict, verdictOf } from './way'

/** Each version that servers have, with how far it is to the target; a press shows the way from there. */
export function InstalledVersions(props: { graph: FirmwareGraphView; hrefOf: (version: string) => string }) {
  const { graph, hrefOf } = props
  return (
    <Section title="On servers now" note="as last read by a job">
      {graph.installed.length === 0 ? (
        <p className="text-text2">No server said yet which version it has: a job reads it from the BMC.</p>
      ) : (
        <ul className="-mx-4">
          {graph.installed.toReversed().map(({ version, servers }) => (
            <li key={version}>
              <Link
                href={hrefOf(version)}
                scroll={false}
                prefetch={false}
                className="flex min-h-8 items-center gap-3 px-4 hover:bg-canvas focus-visible:-outline-offset-2 glove:min-h-12"
              >
                <span className="mono min-w-0 flex-1 truncate font-medium" title={version}>
                  {version}
                </span>
                <span className="text-text2">{countOf(servers, 'server')}</span>
                <span className="w-28 whitespace-nowrap text-right text-small">
                  <VerdictWords verdict={verdictOf(graph, version)} />
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function VerdictWords({ verdict }: { verdict: Verdict }) {
  switch (verdict.state) {
    case 'at-target':
      return <ToneMark size="small" mark={firmwareWords.AT_TARGET} word="at target" />
    case 'behind':
      return (
        <span className="text-text2">
          {countOf(verdict.hops, 'hop')}
          {verdict.minutes === null ? '' : `, ${verdict.minutes} min`}
        </span>
      )
    case 'no-path':
      return <ToneMark size="small" mark={firmwareWords.NO_PATH} word="no path" />
    case 'no-target':
      return <span className="text-text3">no target</span>
  }
}
