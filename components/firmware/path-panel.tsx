'use client'

import { Button } from '@/components/ui/button'
import { CodeText } from '@/components/ui/code-text'
import { countOf } from '@/components/ui/numbers'
import { DetailList, Section } from '@/components/ui/section'
import { SidePanel } from '@/components/ui/side-panel'
import { Time } from '@/components/ui/time'
import type { FirmwarePathView } from '@/lib/contracts/provisioning/firmware-path'
import { matchesVersion } from '@/lib/domain/firmware/version-compare'
import type { About } from './about'
import { firmwareHref } from './firmware-filters'

/** One path: all that is known of it, how many servers it is for, and what can be done with it. */
export function PathPanel(
  props: About & {
    path: FirmwarePathView
    onEdit: (path: FirmwarePathView) => void
    onRemove: (path: FirmwarePathView) => void
  },
) {
  const { graph, filters, locks, path, onEdit, onRemove } = props
  const at = graph.paths.findIndex(({ id }) => id === path.id)
  const hrefAt = (index: number) => {
    const other = graph.paths[index]
    return other === undefined ? undefined : firmwareHref(filters, { path: other.id })
  }
  const sameLock = locks.edit === locks.remove
  return (
    <SidePanel
      key={path.id}
      label={`Path of ${path.component} from ${path.from} to ${path.to}`}
      title={`${path.from} to ${path.to}`}
      code
      closeHref={firmwareHref(filters, { path: undefined })}
      previousHref={hrefAt(at - 1)}
      nextHref={hrefAt(at + 1)}
    >
      <Section title={path.component} level={3}>
        <PathDetails path={path} graph={graph} />
      </Section>
      <div className="flex flex-wrap items-center gap-2 border-line border-t px-4 py-3">
        <Button disabledReason={locks.edit} reasonAt={sameLock ? 'tooltip' : 'below'} onClick={() => onEdit(path)}>
          Edit path…
        </Button>
        <Button look="danger" disabledReason={locks.remove} reasonAt="after" onClick={() => onRemove(path)}>
          Remove path…
        </Button>
      </div>
    </SidePanel>
  )
}

function PathDetails({ path, graph }: { path: FirmwarePathView } & Pick<About, 'graph'>) {
  const here = graph.installed
    .filter(({ version }) => matchesVersion(path.from, version))
    .reduce((sum, { servers }) => sum + servers, 0)
  return (
    <DetailList
      items={[
        { term: 'From', value: <CodeText strong>{path.from}</CodeText> },
        { term: 'To', value: <CodeText strong>{path.to}</CodeText> },
        { term: 'Servers there', value: here === 0 ? 'none now' : `${countOf(here, 'server')} now` },
        { term: 'Time', value: path.minutes === undefined ? 'no estimate' : `${path.minutes} min` },
        { term: 'Restart', value: path.reboot ? 'the version runs after one' : 'none' },
        { term: 'Together with', value: path.flashedWith ?? 'nothing else' },
        {
          term: 'Only while',
          value:
            path.requires.length === 0
              ? 'no condition'
              : path.requires.map(({ component, version }) => (
                  <span key={component}>
                    {component} is <span className="mono">{version}</span>
                  </span>
                )),
        },
        {
          term: 'Image',
          value:
            path.address === undefined ? (
              <span className="text-text3">none given</span>
            ) : (
              <span className="mono break-all text-small">{path.address}</span>
            ),
        },
        {
          term: 'SHA-256',
          value: path.sha256 === undefined ? null : <span className="mono break-all text-small">{path.sha256}</span>,
        },
        { term: 'Changed', value: <Time at={path.updatedAt} /> },
      ]}
    />
  )
}
