import { Glyph } from '@/components/ui/glyph'
import { AnyStateMark } from '@/components/ui/state-mark'
import type { AuditView } from '@/lib/contracts/audit/audit'

/** The kinds of StateMark that an entity's states are drawn with. */
const kinds: Record<string, string> = { server: 'server', order: 'order', ticket: 'ticket', 'provision-job': 'job' }

/** From which state to which; nothing where the entry is no transition. */
export function AuditChange({ entry }: { entry: AuditView }) {
  const { entity, from, to } = entry
  if (from === undefined && to === undefined) return null
  return (
    <span className="inline-flex items-center gap-x-1.5 align-middle">
      {from === undefined ? null : (
        <>
          <State entity={entity} state={from} />
          <Glyph name="right" size={12} className="text-text3" title="to" />
        </>
      )}
      {to === undefined ? null : <State entity={entity} state={to} />}
    </span>
  )
}

function State({ entity, state }: { entity: string; state: string }) {
  const kind = kinds[entity]
  if (kind === undefined) return <span className="mono text-small">{state}</span>
  return <AnyStateMark kind={kind} state={state} />
}
