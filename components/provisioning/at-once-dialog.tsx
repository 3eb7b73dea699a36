import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { TextField } from '@/components/ui/field'
import { ProblemNote } from '@/components/ui/problem-note'
import { limitProvisioning } from '@/lib/actions/inventory-actions'
import { fieldError } from '@/lib/client/problem'
import { useCommand } from '@/lib/client/use-command'
import type { DatacenterView } from '@/lib/contracts/inventory/datacenter'

const typed = (limit: number | undefined) => (limit === undefined ? '' : String(limit))
const digits = (text: string) => text.replaceAll(/\D/g, '').slice(0, 6)
const limitOf = (text: string) => (text === '' ? null : Number(text))

/** Says how many servers of a datacenter are provisioned at once. */
export function AtOnceDialog({ datacenter, onClose }: { datacenter: DatacenterView; onClose: () => void }) {
  const { code } = datacenter
  const [all, setAll] = useState(typed(datacenter.maxProvisioning))
  const [rack, setRack] = useState(typed(datacenter.maxProvisioningPerRack))
  const command = useCommand(limitProvisioning, {
    changes: () => [{ entity: 'datacenter', key: code }],
    onDone: onClose,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void command.run({ code, maxProvisioning: limitOf(all), maxProvisioningPerRack: limitOf(rack) })
  }
  return (
    <Dialog
      open
      title={`How many at once in ${code}`}
      description="The others wait for their turn. What has begun goes on. Empty: without limit."
      onClose={onClose}
    >
      <form onSubmit={submit} className="flex flex-col gap-3">
        <TextField
          label="In the datacenter"
          inputMode="numeric"
          autoFocus
          placeholder="without limit"
          value={all}
          onChange={(event) => setAll(digits(event.target.value))}
          error={fieldError(command.problem, 'maxProvisioning')}
        />
        <TextField
          label="In a rack"
          inputMode="numeric"
          placeholder="without limit"
          value={rack}
          onChange={(event) => setRack(digits(event.target.value))}
          error={fieldError(command.problem, 'maxProvisioningPerRack')}
        />
        <ProblemNote problem={command.problem} shownFields={['maxProvisioning', 'maxProvisioningPerRack']} />
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={command.pending}>
            Keep
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  )
}
