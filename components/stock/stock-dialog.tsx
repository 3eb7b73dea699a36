'use client'

import { Dialog } from '@/components/ui/dialog'
import { CountForm } from './count-form'
import { MinimumForm } from './minimum-form'
import { MoveForm } from './move-form'
import type { StockTask, TaskProps, WarehouseChoice } from './stock-task'
import { TransferForm } from './transfer-form'

const words: Record<StockTask['kind'], { title: string; what: string }> = {
  receive: { title: 'Receive', what: 'Tickets that wait for it get it at once.' },
  'take-out': { title: 'Take out', what: 'Only what no ticket has reserved can be taken out.' },
  transfer: { title: 'Transfer', what: 'Tickets that wait where it arrives get it at once.' },
  count: { title: 'Count', what: 'The difference to what the ledger says is written into it.' },
  minimum: { title: 'Minimum of', what: 'Fewer available than this is low, and said so.' },
}

/** The dialog of one task with stock; closed while there is none. */
export function StockDialog(props: {
  task: StockTask | null
  warehouses: readonly WarehouseChoice[]
  onClose: () => void
}) {
  const { task, warehouses, onClose } = props
  const { title, what } = words[task?.kind ?? 'receive']
  return (
    <Dialog
      title={`${title} ${task?.part == null ? (task?.kind === 'minimum' ? 'a part' : 'parts') : task.part.sku}`}
      description={what}
      open={task !== null}
      onClose={onClose}
    >
      {task === null ? null : <Form {...task} warehouses={warehouses} onClose={onClose} />}
    </Dialog>
  )
}

function Form({ kind, ...props }: TaskProps & { kind: StockTask['kind'] }) {
  if (kind === 'transfer') return <TransferForm {...props} />
  if (kind === 'count') return <CountForm {...props} />
  if (kind === 'minimum') return <MinimumForm {...props} />
  return <MoveForm {...props} direction={kind} />
}
