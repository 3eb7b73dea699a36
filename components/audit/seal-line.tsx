import { Time } from '@/components/ui/time'
import type { AuditSealView } from '@/lib/contracts/audit/audit'

/** How far the log is sealed, and the hash to write down elsewhere. */
export function SealLine({ seal }: { seal: AuditSealView | undefined }) {
  return (
    <p className="flex flex-wrap items-baseline gap-x-3 border-line border-t px-4 py-2 text-small text-text3">
      {seal === undefined ? (
        'Nothing is sealed yet: a running worker seals entries within seconds.'
      ) : (
        <>
          <span>
            Sealed to entry <span className="mono">{seal.untilId}</span>, <Time at={seal.sealedAt} />
          </span>
          <span
            className="mono [overflow-wrap:anywhere]"
            title="Hash of the last seal: npm run audit:verify asks for it"
          >
            {seal.hash}
          </span>
        </>
      )}
    </p>
  )
}
