'use client'

import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { CheckField, TextField } from '@/components/ui/field'
import { ProblemNote } from '@/components/ui/problem-note'
import { editFirmwareTargets } from '@/lib/actions/inventory-actions'
import { fieldError } from '@/lib/client/problem'
import { useCommand } from '@/lib/client/use-command'
import { useSettled } from '@/lib/client/use-settled'
import type { FirmwareGraphView } from '@/lib/contracts/provisioning/firmware-graph'
import { sameComponent } from '@/lib/domain/firmware/upgrade-graph'
import { EffectLines } from './effect-lines'
import { targetsWith } from './target-list'

const LIST = 'firmware-versions'
/** How long one types before it is counted what that would do. */
const SETTLED_MS = 250

interface TargetProps {
  graph: FirmwareGraphView
  open: boolean
  onClose: () => void
  /** The component whose target was saved. */
  onDone: (component: string) => void
}

/** Another target of a component, with what that does to the servers before it is saved. */
export function TargetDialog(props: TargetProps) {
  const { graph, open, onClose } = props
  return (
    <Dialog
      title={`Firmware target of ${graph.model}`}
      description="Jobs that run keep the target that they began with."
      open={open}
      width={480}
      onClose={onClose}
    >
      {open ? <TargetForm {...props} /> : null}
    </Dialog>
  )
}

function TargetForm({ graph, onClose, onDone }: TargetProps) {
  const [component, setComponent] = useState(graph.component ?? '')
  const [version, setVersion] = useState(graph.target ?? '')
  const [none, setNone] = useState(false)
  // What was loaded is what is changed: somebody else's change in between is refused, not written over.
  const [loaded] = useState({ version: graph.modelVersion, components: graph.components })
  const { run, pending, problem } = useCommand(editFirmwareTargets, {
    changes: () => [{ entity: 'server-model', key: graph.model }],
    onDone: () => onDone(component.trim()),
  })
  const known = loaded.components.find((one) => sameComponent(one.component, component.trim()))
  const wanted = none ? null : version.trim()
  const unchanged = wanted === (known?.target ?? (none ? null : ''))
  const settled = useSettled({ component: component.trim(), wanted }, SETTLED_MS)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const firmwareTargets = targetsWith(loaded.components, component.trim(), wanted)
    void run({ slug: graph.model, ifMatch: [loaded.version], firmwareTargets })
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      <datalist id={LIST}>
        {[...new Set([...graph.paths.map(({ to }) => to), ...graph.installed.map((one) => one.version)])].map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
      <div className="grid grid-cols-2 gap-3">
        <TextField
          label="Component"
          required
          maxLength={128}
          autoComplete="off"
          value={component}
          onChange={(event) => setComponent(event.target.value)}
          hint={known === undefined && component.trim() !== '' ? 'A new one of this model' : undefined}
        />
        <TextField
          label="Target"
          mono
          required={!none}
          disabled={none}
          autoFocus
          maxLength={128}
          autoComplete="off"
          list={LIST}
          value={version}
          onChange={(event) => setVersion(event.target.value)}
          hint={known?.target === undefined ? 'None now' : `Now ${known.target}`}
          error={fieldError(problem, 'firmwareTargets')}
        />
      </div>
      <CheckField
        label="No target"
        checked={none}
        onChange={(event) => setNone(event.target.checked)}
        hint="Nothing is flashed on this component, and no server is behind in it."
      />
      <EffectLines
        model={graph.model}
        component={settled.component}
        change={changeOf(settled, known?.target)}
        idle={
          unchanged
            ? 'Type another target: it is counted here what that changes.'
            : 'Type the component and its target.'
        }
      />
      <ProblemNote problem={problem} shownFields={['firmwareTargets']} className="empty:hidden" />
      <DialogFooter>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          type="submit"
          look="primary"
          busy={pending}
          disabledReason={unchanged ? 'It is the target already' : null}
          reasonAt="before"
        >
          {none ? 'Remove target' : 'Save target'}
        </Button>
      </DialogFooter>
    </form>
  )
}

function changeOf(typed: { component: string; wanted: string | null }, now: string | undefined) {
  if (typed.component === '' || typed.wanted === '' || typed.wanted === (now ?? null)) return null
  return typed.wanted === null ? ({ noTarget: 'true' } as const) : { target: typed.wanted }
}
