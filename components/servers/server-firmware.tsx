'use client'

import { firmwareHref } from '@/components/firmware/firmware-filters'
import { ButtonLink } from '@/components/ui/button'
import { type Column, DataTable } from '@/components/ui/data-table'
import { Glyph } from '@/components/ui/glyph'
import { Section } from '@/components/ui/section'
import type { ServerView } from '@/lib/contracts/inventory/server'
import type { FirmwareLine } from './firmware-chains'
import { FirmwareVerdict, FirmwareWay, useFirmware } from './firmware-lines'

const columns: readonly Column<FirmwareLine>[] = [
  { key: 'component', head: 'Component', width: '150px', cell: (line) => <b>{line.component}</b> },
  {
    key: 'now',
    head: 'Now',
    width: '120px',
    phone: 'hide',
    cell: (line) => <span className="mono">{line.current ?? 'not said'}</span>,
  },
  {
    key: 'target',
    head: 'Target',
    width: '120px',
    phone: 'hide',
    cell: (line) => <span className="mono text-text2">{line.target ?? 'none'}</span>,
  },
  {
    key: 'way',
    head: 'Way there',
    cell: (line) => (line.state === 'behind' || line.state === 'no-path' ? <FirmwareWay line={line} /> : null),
  },
  {
    key: 'verdict',
    head: '',
    align: 'end',
    width: '140px',
    phone: 'trail',
    cell: (line) => (
      <span className="whitespace-nowrap">
        <FirmwareVerdict line={line} />
      </span>
    ),
  },
]

/** The first that is not where it should be, as a question to the graph. */
function question(lines: readonly FirmwareLine[]) {
  const [first] = lines
  if (first === undefined || first.current === null || first.target === null) return {}
  return { component: first.component, from: first.current, to: first.target }
}

/** Each component against its target, with the chain of versions that leads there. */
export function ServerFirmware({ server }: { server: ServerView }) {
  const lines = useFirmware(server)
  const behind = lines.filter((line) => line.state === 'behind' || line.state === 'no-path').length
  return (
    <Section
      title="Firmware against target"
      note={
        behind === 0 ? null : (
          <span className="inline-flex items-center gap-1.5 font-medium text-warn-x">
            <Glyph name="triangle" /> {`${behind} of ${lines.length} behind`}
          </span>
        )
      }
      actions={
        server.model === undefined ? undefined : (
          <ButtonLink look="quiet" glyph="chip" href={firmwareHref({}, { model: server.model, ...question(lines) })}>
            Upgrade graph
          </ButtonLink>
        )
      }
    >
      {lines.length === 0 ? (
        <p className="text-text2">
          {server.model === undefined
            ? 'Its model is not known, so it has no targets.'
            : 'Nothing is recorded yet: its BMC says what is installed when it is first provisioned.'}
        </p>
      ) : (
        <div className="-mx-4">
          <DataTable
            label="Firmware"
            columns={columns}
            rows={lines}
            rowKey={(line) => line.component}
            stickyTop="auto"
          />
        </div>
      )}
    </Section>
  )
}
