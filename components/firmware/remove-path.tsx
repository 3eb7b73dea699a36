'use client'

import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { countOf } from '@/components/ui/numbers'
import { ProblemNote } from '@/components/ui/problem-note'
import { deleteFirmwarePath } from '@/lib/actions/provisioning-actions'
import { useCommand } from '@/lib/client/use-command'
import type { FirmwareGraphView } from '@/lib/contracts/provisioning/firmware-graph'
import type { FirmwarePathView } from '@/lib/contracts/provisioning/firmware-path'
import { strandedBy } from './way'

/** Asks before a path is removed, and says which servers would be cut off from the target by it. */
export function RemovePathDialog(props: {
  graph: FirmwareGraphView
  path: FirmwarePathView | null
  onClose: () => void
  onDone: () => void
}) {
  const { graph, path, onClose } = props
  return (
    <Dialog
      title={path === null ? '' : `Remove the path from ${path.from} to ${path.to}?`}
      description={path === null ? undefined : consequence(graph, path)}
      open={path !== null}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
    >
      {path === null ? null : <RemoveBody {...props} path={path} />}
    </Dialog>
  )
}

function consequence(graph: FirmwareGraphView, path: FirmwarePathView): string {
  const stranded = strandedBy(graph, path.id)
  const cutOff = stranded === 0 ? '' : ` ${countOf(stranded, 'server')} would have no path to ${graph.target} any more.`
  return `Jobs that run keep the chain that they began with.${cutOff}`
}

function RemoveBody(props: { path: FirmwarePathView; onClose: () => void; onDone: () => void }) {
  const { path, onClose, onDone } = props
  const { run, pending, problem } = useCommand(deleteFirmwarePath, {
    changes: () => [{ entity: 'firmware-path', key: path.id }],
    onDone,
  })
  return (
    <>
      <ProblemNote problem={problem} className="mt-3 empty:hidden" />
      <DialogFooter>
        <Button onClick={onClose}>Keep it</Button>
        <Button look="danger" busy={pending} onClick={() => void run({ id: path.id, ifMatch: [path.version] })}>
          Remove path
        </Button>
      </DialogFooter>
    </>
  )
}
