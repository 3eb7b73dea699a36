'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { ProblemNote } from '@/components/ui/problem-note'
import { Segment } from '@/components/ui/segment'
import { powerServer } from '@/lib/actions/inventory-actions'
import { useCommand } from '@/lib/client/use-command'
import type { ServerView } from '@/lib/contracts/inventory/server'
import { serverChanges } from './server-changes'

type Power = 'on' | 'off' | 'reset'

const options = [
  { value: 'on', label: 'On' },
  { value: 'off', label: 'Off' },
  { value: 'reset', label: 'Reset' },
] as const

/** Asks the server's BMC to power it on, off, or to reset it. */
export function PowerDialog({ server, onClose }: { server: ServerView; onClose: () => void }) {
  const [power, setPower] = useState<Power>(server.power === 'off' ? 'on' : 'reset')
  const command = useCommand(powerServer, { changes: () => serverChanges(server), onDone: onClose })
  const warning = server.order !== undefined && power !== 'on' ? `What runs on it for ${server.order} stops.` : null
  return (
    <Dialog
      open
      title={`Power of ${server.barcode}`}
      description={server.power === undefined ? 'Its power state is not known yet.' : `It is ${server.power} now.`}
      onClose={onClose}
    >
      <Segment
        label="Power"
        value={power}
        options={options}
        onChange={(value) => setPower(options.find((option) => option.value === value)?.value ?? 'on')}
      />
      {warning === null ? null : <p className="mt-2 font-medium text-warn-x">{warning}</p>}
      <ProblemNote problem={command.problem} className="mt-3" />
      <DialogFooter>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          look={power === 'on' ? 'primary' : 'danger'}
          busy={command.pending}
          onClick={() => void command.run({ barcode: server.barcode, action: power })}
        >
          {power === 'reset' ? 'Reset now' : `Power ${power}`}
        </Button>
      </DialogFooter>
    </Dialog>
  )
}
