import { Button } from '@/components/ui/button'
import { CodeText } from '@/components/ui/code-text'
import { DialogFooter } from '@/components/ui/dialog'
import { countOf, formatCount } from '@/components/ui/numbers'
import { ProblemNote } from '@/components/ui/problem-note'
import { Progress } from '@/components/ui/progress'
import type { ServerChange } from '@/lib/contracts/inventory/server-batch'
import type { ManyChanges } from './use-many-changes'

/** How far it is, who was refused and why; at its end what became of all. */
export function ManyChangesProgress(props: {
  changes: ManyChanges
  ready: readonly string[]
  change: ServerChange
  onClose: () => void
}) {
  const { changes, ready, change, onClose } = props
  const { state, lines } = changes
  const refused = lines.filter((line) => line.outcome === 'refused')
  const done = lines.length - refused.length
  const words = `${formatCount(lines.length)} of ${countOf(ready.length, 'server')}`
  return (
    <div className="flex flex-col gap-3">
      <p role="status" className="font-semibold">
        {state === 'ended' ? `Done: ${countOf(done, 'server')} changed` : words}
        {refused.length === 0 ? '' : `, ${formatCount(refused.length)} refused`}
      </p>
      <Progress value={lines.length} max={ready.length} label={words} tone={refused.length > 0 ? 'warn' : 'work'} />
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
      <ProblemNote problem={changes.problem} />
      <DialogFooter>
        {state === 'running' ? <Button onClick={changes.stop}>Stop</Button> : <Button onClick={onClose}>Close</Button>}
        {state === 'stopped' ? (
          <Button look="primary" onClick={() => void changes.run(ready, change)}>
            Go on
          </Button>
        ) : null}
      </DialogFooter>
    </div>
  )
}
