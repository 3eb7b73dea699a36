import { Time } from '@/components/ui/time'
import type { JobLogView } from '@/lib/contracts/provisioning/job'

/** Who has the job, and when it last said that it is there. */
export function WorkerBeat({ worker }: { worker: JobLogView['worker'] }) {
  if (worker === undefined) return null
  return (
    <span className="min-w-0 text-small text-text3 [overflow-wrap:anywhere]">
      {worker.name}
      {worker.beatAt === undefined ? (
        ', not heard of'
      ) : (
        <>
          , beat <Time at={worker.beatAt} look="ago" />
        </>
      )}
    </span>
  )
}
