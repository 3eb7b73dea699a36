import { CodeText } from '@/components/ui/code-text'
import { DetailList, Section } from '@/components/ui/section'
import { SidePanel } from '@/components/ui/side-panel'
import { Time } from '@/components/ui/time'
import type { AuditSealView, AuditView } from '@/lib/contracts/audit/audit'
import { AuditChange } from './audit-change'
import { AuditDiff } from './audit-diff'
import { type AuditFilters, auditHref, entityHref, lifeHref } from './audit-filters'

/** One entry whole: who, what, why, by which request, and the detail that was kept. */
export function AuditPanel(props: {
  entry: AuditView
  /** The last of the log's seals. */
  seal: AuditSealView | undefined
  filters: AuditFilters
  previousHref?: string | undefined
  nextHref?: string | undefined
}) {
  const { entry, seal, filters, previousHref, nextHref } = props
  const href = entityHref(entry.entity, entry.key)
  const life = lifeHref(entry.entity, entry.key)
  return (
    <SidePanel
      label={`Audit entry ${entry.id}`}
      title={entry.action}
      code
      closeHref={auditHref(filters, { entry: undefined })}
      previousHref={previousHref}
      nextHref={nextHref}
    >
      <div className="px-4 pb-3">
        <DetailList
          items={[
            { term: 'When', value: <Exact at={entry.at} /> },
            { term: 'Who', value: entry.actor },
            {
              term: 'What',
              value: (
                <>
                  {entry.entity} <CodeText href={href}>{entry.key}</CodeText>
                </>
              ),
            },
            {
              term: 'Change',
              value: entry.from === undefined && entry.to === undefined ? null : <AuditChange entry={entry} />,
            },
            {
              term: 'Reason',
              value: entry.reason === undefined ? null : <span className="text-pretty">{entry.reason}</span>,
            },
            {
              term: 'Request',
              value:
                entry.requestId === undefined ? null : (
                  <a
                    className="link mono text-small [overflow-wrap:anywhere]"
                    href={auditHref({}, { request: entry.requestId })}
                  >
                    {entry.requestId}
                  </a>
                ),
            },
            {
              term: 'Seal',
              value: seal !== undefined && BigInt(entry.id) <= BigInt(seal.untilId) ? 'Sealed' : 'Not sealed yet',
            },
          ]}
        />
        <p className="mt-3 flex flex-wrap gap-x-4 gap-y-1">
          {life === undefined ? null : (
            <a className="link text-accent-text" href={life}>
              The life of {entry.key}
            </a>
          )}
          <a className="link text-accent-text" href={auditHref({}, { entity: entry.entity, key: entry.key })}>
            All of {entry.key}
          </a>
          <a className="link text-accent-text" href={auditHref({}, { actor: entry.actor })}>
            All by {entry.actor}
          </a>
        </p>
      </div>
      {entry.detail === undefined ? null : (
        <Section title="Before and after">
          <AuditDiff detail={entry.detail} />
        </Section>
      )}
    </SidePanel>
  )
}

function Exact({ at }: { at: string }) {
  return (
    <>
      <span className="mono">{at.slice(0, 19).replace('T', ' ')} UTC</span>
      <span className="text-text3">
        <Time at={at} look="ago" />
      </span>
    </>
  )
}
