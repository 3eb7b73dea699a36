'use client'

import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { ProblemNote } from '@/components/ui/problem-note'
import { deleteFirmwarePath } from '@/lib/actions/provisioning-actions'
import { useCommand } from '@/lib/client/use-command'
import type { FirmwareGraphView } from '@/lib/contracts/provisioning/firmware-graph'
import type { FirmwarePathView } from '@/lib/contracts/provisioning/firmware-path'
import { EffectLines } from './effect-lines'

/** Asks before a path is removed, and says which servers would be cut off from the target by it. */
export function RemovePathDialog(props: {
  graph: FirmwareGraphView
  path: FirmwarePathView | null
  onClose: () => void
  onDone: () => void
}) {
  const { path, onClose } = props
  return (
    <Dialog
      title={path === null ? '' : `Remove the path from ${path.from} to ${path.to}?`}
      description="Jobs that run keep the chain that they began with."
      open={path !== null}
      onClose={onClose}
    >
      {path === null ? null : <RemoveBody {...props} path={path} />}
    </Dialog>
  )
}

function RemoveBody(props: {
  graph: FirmwareGraphView
  path: FirmwarePathView
  onClose: () => void
  onDone: () => void
}) {
  const { graph, path, onClose, onDone } = props
  const { run, pending, problem } = useCommand(deleteFirmwarePath, {
    changes: () => [{ entity: 'firmware-path', key: path.id }],
    onDone,
  })
  return (
    <>
      <EffectLines model={graph.model} component={path.component} change={{ without: path.id }} idle={null} />
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
