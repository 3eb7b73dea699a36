import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { CodeText } from '@/components/ui/code-text'
import { DialogFooter } from '@/components/ui/dialog'
import { countOf, formatCount } from '@/components/ui/numbers'
import { ProblemNote } from '@/components/ui/problem-note'
import { Progress } from '@/components/ui/progress'
import type { Problem } from '@/lib/client/problem'
import type { BatchAnswerView } from '@/lib/contracts/inventory/server-batch'

/** How far a change of many servers is. */
export interface ManyRun {
  state: 'idle' | 'running' | 'stopped' | 'ended'
  lines: readonly BatchAnswerView['results'][number][]
  /** Why it stopped by itself: the network, the session. What was done stays done. */
  problem: Problem | null
}

/** How far it is, who was refused and why; at its end what became of all. */
export function ManyChangesProgress(props: {
  run: ManyRun
  total: number
  /** What was done to each. */
  verb?: string
  onStop: () => void
  onGoOn: () => void
  onClose: () => void
  /** A button that stands beside Close, once it has ended. */
  afterwards?: ReactNode
}) {
  const { run, total, verb = 'changed', onStop, onGoOn, onClose, afterwards } = props
  const { state, lines } = run
  const refused = lines.filter((line) => line.outcome === 'refused')
  const done = lines.length - refused.length
  const words = `${formatCount(lines.length)} of ${countOf(total, 'server')}`
  return (
    <div className="flex flex-col gap-3">
      <p role="status" className="font-semibold">
        {state === 'ended' ? `Done: ${countOf(done, 'server')} ${verb}` : words}
        {refused.length === 0 ? '' : `, ${formatCount(refused.length)} refused`}
      </p>
      <Progress value={lines.length} max={total} label={words} tone={refused.length > 0 ? 'warn' : 'work'} />
      {refused.length === 0 ? null : (
        <ul aria-label="Refused" className="max-h-52 overflow-y-auto text-small">
          {refused.map((line) => (
            <li key={line.barcode} className="border-line border-t py-1 first:border-t-0">
              <CodeText strong href={`/servers/${encodeURIComponent(line.barcode)}`}>
                {line.barcode}
              </CodeText>{' '}
              {line.reason}
            </li>
          ))}
        </ul>
      )}
      <ProblemNote problem={run.problem} />
      <DialogFooter>
        {state === 'running' ? null : afterwards}
        {state === 'running' ? <Button onClick={onStop}>Stop</Button> : <Button onClick={onClose}>Close</Button>}
        {state === 'stopped' ? (
          <Button look="primary" onClick={onGoOn}>
            Go on
          </Button>
        ) : null}
      </DialogFooter>
    </div>
  )
}
