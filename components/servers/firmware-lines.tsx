'use client'

import { useQuery } from '@tanstack/react-query'
import { Fragment } from 'react'
import { Glyph } from '@/components/ui/glyph'
import { ToneMark } from '@/components/ui/tone-mark'
import type { ServerView } from '@/lib/contracts/inventory/server'
import { firmwareWords } from '@/lib/domain/state-words'
import { type FirmwareLine, firmwareLines } from './firmware-chains'
import { firmwarePathsQuery, modelQuery } from './server-queries'

/** The server's components beside their targets, with the way there. */
export function useFirmware(server: ServerView): FirmwareLine[] {
  const known = server.model !== undefined
  const model = useQuery({ ...modelQuery(server.model ?? ''), enabled: known })
  const paths = useQuery({ ...firmwarePathsQuery(server.model ?? ''), enabled: known })
  const edges = paths.data?.items.map(({ component, from, to, minutes = null, requires }) => ({
    ...{ component, from, to, minutes, requires },
  }))
  return firmwareLines(server, model.data?.firmwareTargets ?? [], edges ?? null)
}

/** Short, for a panel: component, chain or version, how far. */
export function FirmwareLines({ server }: { server: ServerView }) {
  const lines = useFirmware(server)
  return (
    <ul>
      {lines.map((line) => (
        <li key={line.component} className="flex min-h-6 items-center gap-2 py-0.5">
          <span className="w-[72px] flex-none truncate" title={line.component}>
            {line.component}
          </span>
          <FirmwareWay line={line} />
          <span className="ml-auto whitespace-nowrap text-small">
            <FirmwareVerdict line={line} />
          </span>
        </li>
      ))}
    </ul>
  )
}

/** "2.9.3 › 2.9.4 › 2.10.2", the target in bold; dotted where no path is. */
export function FirmwareWay({ line }: { line: FirmwareLine }) {
  const { current, target, chain, state } = line
  const versions =
    chain ?? (state === 'behind' || state === 'no-path' ? [current ?? '?', target ?? '?'] : [current ?? 'not said'])
  return (
    <span className="mono flex min-w-0 flex-wrap items-center gap-x-1.5">
      {versions.map((version, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a chain is read anew as a whole, its hops never move
        <Fragment key={index}>
          {index === 0 ? null : <Glyph name={state === 'no-path' ? 'x' : 'right'} size={12} className="text-text3" />}
          <span className={versions.length > 1 && index === versions.length - 1 ? 'font-semibold' : undefined}>
            {version}
          </span>
        </Fragment>
      ))}
    </span>
  )
}

export function FirmwareVerdict({ line }: { line: FirmwareLine }) {
  switch (line.state) {
    case 'at-target':
      return <ToneMark mark={firmwareWords.AT_TARGET} word="at target" />
    case 'behind': {
      const hops = line.chain === null ? null : line.chain.length - 1
      if (hops === null) return <ToneMark mark={firmwareWords.BEHIND} word="behind" />
      const time = line.minutes === null ? '' : `, ${line.minutes} min`
      return <span className="text-text2">{`${hops} ${hops === 1 ? 'hop' : 'hops'}${time}`}</span>
    }
    case 'no-path':
      return (
        <ToneMark
          mark={firmwareWords.NO_PATH}
          word={line.nearest === null ? 'no path' : `no path, at most ${line.nearest}`}
        />
      )
    case 'unknown':
      return <span className="text-text3">target {line.target}</span>
    case 'no-target':
      return <span className="text-text3">no target</span>
  }
}
