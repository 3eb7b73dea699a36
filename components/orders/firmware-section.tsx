import type { ReactNode } from 'react'
import { firmwareHref } from '@/components/firmware/firmware-filters'
import { HopTracks } from '@/components/provisioning/hop-track'
import type { Usual } from '@/components/provisioning/job-progress'
import { ButtonLink } from '@/components/ui/button'
import { CodeText } from '@/components/ui/code-text'
import { Glyph } from '@/components/ui/glyph'
import { countOf } from '@/components/ui/numbers'
import { ToneMark } from '@/components/ui/tone-mark'
import type { FirmwarePlanView } from '@/lib/contracts/provisioning/firmware-plan'
import { firmwareWords } from '@/lib/domain/state-words'
import { type FirmwareGroup, firmwareGroups, firmwareSentence } from './firmware-before'

/** So many barcodes of a group are shown; the others are counted, and in the title. */
const SHOWN = 3
/** Before it runs the paths' own minutes are shown, of which the total is the sum. */
const BY_PATH: Usual = { step: () => undefined, hop: () => undefined }

/** What provisioning will flash, by groups of servers that are alike, and what keeps it from it. */
export function FirmwareSection({ plan }: { plan: FirmwarePlanView }) {
  const { atTarget } = plan.totals
  const groups = firmwareGroups(plan)
  const done = atTarget === plan.servers.length
  return (
    <section aria-label="Firmware before it runs" className="border-line border-t">
      <div className="flex min-h-[42px] flex-wrap items-center gap-x-3 gap-y-0.5 px-4 py-1.5">
        <h2 className="font-semibold text-title">Firmware before it runs</h2>
        {done ? (
          <AtTarget>All servers are at target</AtTarget>
        ) : (
          <span className="text-text2">{firmwareSentence(plan)}</span>
        )}
        <span className="text-small text-text3">From the versions last read; each job reads its BMC anew.</span>
      </div>
      <ul>
        {groups.map((group) => (
          <GroupRow key={group.barcodes[0]} group={group} />
        ))}
        {atTarget === 0 || done ? null : (
          <li className="flex min-h-9 items-center border-line border-t px-4">
            <AtTarget>{countOf(atTarget, 'server')} at target</AtTarget>
          </li>
        )}
      </ul>
    </section>
  )
}

function AtTarget({ children }: { children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-1.5 font-medium text-free-x">
      <Glyph name="check" />
      <span>{children}</span>
    </span>
  )
}

const rowLook =
  'grid grid-cols-[250px_minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 border-line border-t px-4 py-1.5 max-wide:grid-cols-[minmax(0,1fr)_auto]'

function GroupRow({ group }: { group: FirmwareGroup }) {
  const { hops, minutes, restarts, failures } = group
  if (failures.length > 0) return <StuckRow group={group} />
  return (
    <li className={rowLook}>
      <GroupName group={group} />
      <div className="min-w-0 max-wide:order-3 max-wide:col-span-2">
        <HopTracks hops={hops.map((hop) => ({ ...hop, status: 'PENDING' }))} usual={BY_PATH} now={null} />
      </div>
      <p className="text-right max-wide:self-start">
        {minutes === null ? (
          <span className="text-text2">no estimate</span>
        ) : (
          <>
            <b className="font-medium text-figure">{minutes}</b> <span className="text-text2">min</span>
          </>
        )}
        <span className="block text-small text-text3">
          {countOf(hops.length, 'hop')}
          {restarts === 0 ? '' : `, ${countOf(restarts, 'restart')}`}
        </span>
      </p>
    </li>
  )
}

function GroupName({ group }: { group: FirmwareGroup }) {
  const { barcodes, model } = group
  const more = barcodes.length - SHOWN
  return (
    <div className="min-w-0">
      <p>
        <b>{countOf(barcodes.length, 'server')}</b> <span className="text-text2">{model ?? 'of an unknown model'}</span>
      </p>
      <p className="flex flex-wrap gap-x-2 text-small text-text2" title={barcodes.join(', ')}>
        {barcodes.slice(0, SHOWN).map((barcode) => (
          <CodeText key={barcode} href={`/servers/${encodeURIComponent(barcode)}`}>
            {barcode}
          </CodeText>
        ))}
        {more > 0 ? <span>and {more} more</span> : null}
      </p>
    </div>
  )
}

/** Nothing of it would be flashed: each component that can't get there, and where a path can be added. */
function StuckRow({ group }: { group: FirmwareGroup }) {
  const { model, failures } = group
  return (
    <li className={`t-fail bg-b [--gx:var(--b)] ${rowLook}`}>
      <GroupName group={group} />
      <ul className="min-w-0 max-wide:order-3 max-wide:col-span-2">
        {failures.map(({ component, current, target, words }) => (
          <li key={component} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-0.5">
            <span className="min-w-0 flex-1 basis-64 text-pretty">{words}</span>
            {model === undefined ? null : (
              <ButtonLink href={firmwareHref({}, { model, component, from: current, to: target })}>
                {`See the paths of ${component}`}
              </ButtonLink>
            )}
          </li>
        ))}
      </ul>
      <p className="max-wide:self-start max-wide:pt-1">
        <ToneMark mark={firmwareWords.NO_PATH} word="no path" />
      </p>
    </li>
  )
}
