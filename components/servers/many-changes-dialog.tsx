'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { BulkChangeRun } from '@/components/bulk-changes/bulk-change-run'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { TextAreaField } from '@/components/ui/field'
import { countOf } from '@/components/ui/numbers'
import { ProblemNote } from '@/components/ui/problem-note'
import { SelectField } from '@/components/ui/select'
import { startBulkChange } from '@/lib/actions/lifecycle-actions'
import { apiAsk } from '@/lib/client/api-fetch'
import { problemOf } from '@/lib/client/problem'
import { queryKeys } from '@/lib/client/query-keys'
import { useCommand } from '@/lib/client/use-command'
import type { BulkChangeView } from '@/lib/contracts/inventory/bulk-change'
import type { BatchPreviewView, ServerChange, ServerSelectionInput } from '@/lib/contracts/inventory/server-batch'
import { JourneyFields } from './journey-fields'
import { ManyChangesPreview } from './many-changes-preview'
import { ManyChangesProgress } from './many-changes-progress'
import { type ChangeFields, changeOf, MANY_CHANGES, type ManyChange, missingField } from './server-changes-words'
import { warehousesQuery } from './server-queries'
import { useManyChanges } from './use-many-changes'

/** Stands for the reason while it is not typed: who is refused does not hang on it. */
const ANY_REASON = 'preview'

/** One change for all that are chosen: who would be refused is shown before, how far it is while it runs. */
export function ManyChangesDialog(props: { selection: ServerSelectionInput; onClose: () => void }) {
  const { selection, onClose } = props
  const [fields, setFields] = useState<ChangeFields>({
    what: 'BROKEN',
    reason: '',
    warehouse: '',
    destination: '',
    day: '',
  })
  const [begun, setBegun] = useState<{ ready: readonly string[]; change: ServerChange } | null>(null)
  const [job, setJob] = useState<BulkChangeView | null>(null)
  const changes = useManyChanges()
  const start = useCommand(startBulkChange, { onDone: setJob })
  const asked = changeOf({ ...fields, reason: ANY_REASON })
  const preview = useQuery({
    queryKey: queryKeys.part('server', 'many', 'preview', { selection, asked }),
    queryFn: ({ signal }) =>
      apiAsk<BatchPreviewView>('/server-batches/preview', { selection, change: asked ?? {} }, signal),
    enabled: asked !== null && begun === null && job === null,
    placeholderData: keepPreviousData,
    retry: false,
  })
  // While a field is missing, the answer at hand is about another change.
  const answer = asked === null ? undefined : preview.data
  const { ready = [], changeable = 0 } = answer ?? {}
  const begin = (event: FormEvent) => {
    event.preventDefault()
    const change = changeOf(fields)
    if (change === null || changeable === 0 || missingField(fields) !== null) return
    // More than a page goes on to change itself.
    if (ready.length < changeable) return void start.run({ selection, change })
    setBegun({ ready, change })
    void changes.run(ready, change)
  }
  return (
    <Dialog
      open
      title="Change servers"
      width={560}
      onOpenChange={(open) => {
        if (!open && changes.state !== 'running') onClose()
      }}
    >
      {job !== null ? (
        <BulkChangeRun begun={job} onClose={onClose} />
      ) : begun !== null ? (
        <ManyChangesProgress
          run={changes}
          total={begun.ready.length}
          onStop={changes.stop}
          onGoOn={() => void changes.run(begun.ready, begun.change)}
          onClose={onClose}
        />
      ) : (
        <form onSubmit={begin} className="flex flex-col gap-3">
          <ChangeFieldset fields={fields} onChange={setFields} />
          {asked !== null && preview.isPending ? <p className="text-text3">Looking which can be changed…</p> : null}
          {answer === undefined ? null : <ManyChangesPreview preview={answer} />}
          <ProblemNote problem={start.problem ?? (preview.isError ? problemOf(preview.error) : null)} />
          <DialogFooter>
            <Button onClick={onClose}>Cancel</Button>
            <Button
              type="submit"
              look={MANY_CHANGES.find(({ value }) => value === fields.what)?.danger === true ? 'danger' : 'primary'}
              busy={preview.isFetching || start.pending}
              disabledReason={
                answer !== undefined && changeable === 0 ? 'None can be changed so.' : missingField(fields)
              }
              reasonAt="before"
            >
              {answer === undefined ? 'Change' : `Change ${countOf(changeable, 'server')}`}
            </Button>
          </DialogFooter>
        </form>
      )}
    </Dialog>
  )
}

function ChangeFieldset({ fields, onChange }: { fields: ChangeFields; onChange: (fields: ChangeFields) => void }) {
  const warehouses = useQuery({ ...warehousesQuery(), enabled: fields.what === 'move' })
  const set = (change: Partial<ChangeFields>) => onChange({ ...fields, ...change })
  return (
    <>
      <SelectField
        label="What"
        autoFocus
        value={fields.what}
        onChange={(event) => set({ what: event.target.value as ManyChange })}
        options={MANY_CHANGES.map(({ value, label }) => ({ value, label }))}
      />
      {fields.what === 'move' ? (
        <SelectField
          label="Warehouse"
          required
          emptyLabel="Choose a warehouse"
          value={fields.warehouse}
          onChange={(event) => set({ warehouse: event.target.value })}
          options={(warehouses.data?.items ?? []).map(({ code, datacenter, name }) => ({
            value: code,
            label: `${code}${name === undefined ? '' : ` ${name}`}, ${datacenter}`,
          }))}
        />
      ) : (
        <TextAreaField
          label="Reason"
          required
          maxLength={500}
          value={fields.reason}
          onChange={(event) => set({ reason: event.target.value })}
          placeholder="What happened, for whoever reads the audit"
        />
      )}
      {fields.what !== 'IN_TRANSIT' ? null : (
        <JourneyFields
          destination={fields.destination}
          onDestination={(destination) => set({ destination })}
          day={fields.day}
          onDay={(day) => set({ day })}
          errorOf={() => undefined}
        />
      )}
    </>
  )
}
