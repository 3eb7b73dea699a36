'use client'

import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { CheckField, TextField } from '@/components/ui/field'
import { ProblemNote } from '@/components/ui/problem-note'
import { createFirmwarePath, editFirmwarePath } from '@/lib/actions/provisioning-actions'
import { fieldError } from '@/lib/client/problem'
import { useCommand } from '@/lib/client/use-command'
import { useSettled } from '@/lib/client/use-settled'
import type { FirmwareGraphView } from '@/lib/contracts/provisioning/firmware-graph'
import type { FirmwarePathView } from '@/lib/contracts/provisioning/firmware-path'
import { EffectLines } from './effect-lines'
import { GuardFields } from './guard-fields'
import { givenEntries, guardEntries, pathEntries, textOf } from './path-entries'

/** A new path, perhaps between two versions that were asked for; or one that is there. */
export type PathSubject = { kind: 'add'; from: string; to: string } | { kind: 'edit'; path: FirmwarePathView }

interface DialogProps {
  graph: FirmwareGraphView
  /** Null keeps it closed. */
  subject: PathSubject | null
  onClose: () => void
  /** The path as it is now. */
  onDone: (path: FirmwarePathView) => void
}

/** Adds a path, or edits what can be changed of one: between other versions it would be another path. */
export function PathDialog(props: DialogProps) {
  const { graph, subject, onClose } = props
  const title =
    subject?.kind === 'edit'
      ? `Edit the path from ${subject.path.from} to ${subject.path.to}`
      : `Add a path of ${graph.model}`
  return (
    <Dialog
      title={title}
      description="Jobs that run keep the chain that they began with."
      open={subject !== null}
      width={480}
      onClose={onClose}
    >
      {subject === null ? null : <PathForm {...props} subject={subject} />}
    </Dialog>
  )
}

const LIST = 'firmware-components'
/** How long one types before it is counted what that would do. */
const SETTLED_MS = 250
const SHOWN = ['component', 'from', 'to', 'minutes', 'flashedWith', 'address', 'sha256']

function PathForm({ graph, subject, onClose, onDone }: DialogProps & { subject: PathSubject }) {
  const path = subject.kind === 'edit' ? subject.path : null
  const [ends, setEnds] = useState(() => startOf(graph, subject))
  const settled = useSettled(ends, SETTLED_MS)
  const [guards, setGuards] = useState(() => guardEntries(path))
  const changes = (made: FirmwarePathView) => [{ entity: 'firmware-path', key: made.id }]
  const creating = useCommand(createFirmwarePath, { changes, onDone })
  const editing = useCommand(editFirmwarePath, { changes, onDone })
  const { problem, pending } = path === null ? creating : editing
  const errorAt = (field: string) => fieldError(problem, field)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const entries = pathEntries(data, guards)
    if (path !== null) return void editing.run({ id: path.id, ifMatch: [path.version], ...entries })
    void creating.run({ model: graph.model, ...endsOf(data), ...givenEntries(entries) })
  }
  return (
    <form
      onSubmit={submit}
      onInput={(event) => setEnds(endsOf(new FormData(event.currentTarget)))}
      className="flex flex-col gap-3"
    >
      <datalist id={LIST}>
        {graph.components.map(({ component }) => (
          <option key={component} value={component} />
        ))}
      </datalist>
      {subject.kind === 'add' ? <EndFields graph={graph} subject={subject} errorAt={errorAt} /> : null}
      <FlashFields path={path} errorAt={errorAt} />
      <GuardFields guards={guards} onChange={setGuards} list={LIST} errorAt={errorAt} />
      <ImageFields path={path} errorAt={errorAt} />
      {subject.kind === 'edit' ? null : (
        <EffectLines
          model={graph.model}
          component={settled.component}
          change={isWhole(settled) ? { from: settled.from, to: settled.to } : null}
          idle="Type from where it leads, and where to."
        />
      )}
      <ProblemNote problem={problem} shownFields={SHOWN} className="empty:hidden" />
      <DialogFooter>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="primary" busy={pending}>
          {path === null ? 'Add path' : 'Save'}
        </Button>
      </DialogFooter>
    </form>
  )
}

interface Ends {
  component: string
  from: string
  to: string
}

const endsOf = (data: FormData): Ends => ({
  component: textOf(data, 'component') ?? '',
  from: textOf(data, 'from') ?? '',
  to: textOf(data, 'to') ?? '',
})

const startOf = (graph: FirmwareGraphView, subject: PathSubject): Ends => ({
  component: graph.component ?? '',
  ...(subject.kind === 'add' ? { from: subject.from, to: subject.to } : { from: '', to: '' }),
})

const isWhole = ({ component, from, to }: Ends) => component !== '' && from !== '' && to !== ''

type ErrorAt = (field: string) => string | undefined

function EndFields(props: { graph: FirmwareGraphView; subject: { from: string; to: string }; errorAt: ErrorAt }) {
  const { graph, subject, errorAt } = props
  return (
    <>
      <TextField
        label="Component"
        name="component"
        required
        maxLength={128}
        list={LIST}
        autoComplete="off"
        defaultValue={graph.component}
        error={errorAt('component')}
      />
      <div className="grid grid-cols-2 gap-3">
        <TextField
          label="From"
          name="from"
          mono
          required
          autoFocus
          maxLength={128}
          autoComplete="off"
          defaultValue={subject.from}
          hint="A version, or a range: >=2.0 <2.9.4"
          error={errorAt('from')}
        />
        <TextField
          label="To"
          name="to"
          mono
          required
          maxLength={128}
          autoComplete="off"
          defaultValue={subject.to}
          hint="One version"
          error={errorAt('to')}
        />
      </div>
    </>
  )
}

function FlashFields({ path, errorAt }: { path: FirmwarePathView | null; errorAt: ErrorAt }) {
  return (
    <>
      <div className="grid grid-cols-2 gap-3">
        <TextField
          label="Time"
          name="minutes"
          type="number"
          inputMode="numeric"
          unit="min"
          min={0}
          max={10_000}
          defaultValue={path?.minutes ?? ''}
          hint="Empty: no estimate"
          error={errorAt('minutes')}
        />
        <TextField
          label="Flashed together with"
          name="flashedWith"
          maxLength={128}
          list={LIST}
          autoComplete="off"
          defaultValue={path?.flashedWith ?? ''}
          hint="Another component, or empty"
          error={errorAt('flashedWith')}
        />
      </div>
      <CheckField
        label="Restart"
        name="reboot"
        defaultChecked={path?.reboot ?? false}
        hint="The new version runs only after the server was off and on again."
      />
    </>
  )
}

function ImageFields({ path, errorAt }: { path: FirmwarePathView | null; errorAt: ErrorAt }) {
  return (
    <>
      <TextField
        label="Image"
        name="address"
        type="url"
        mono
        maxLength={1000}
        autoComplete="off"
        placeholder="http://firmware.example/bios.bin"
        defaultValue={path?.address ?? ''}
        hint="Where a BMC fetches it from"
        error={errorAt('address')}
      />
      <TextField
        label="SHA-256 of the image"
        name="sha256"
        mono
        maxLength={64}
        autoComplete="off"
        defaultValue={path?.sha256 ?? ''}
        error={errorAt('sha256')}
      />
    </>
  )
}
