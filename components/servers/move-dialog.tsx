'use client'

import { useQuery } from '@tanstack/react-query'
import { type ComponentProps, type FormEvent, useState } from 'react'
import { OverPlanned } from '@/components/racks/over-planned'
import { freeUnits } from '@/components/racks/rack-cells'
import { targetRacksQuery, warehousesQuery } from '@/components/racks/rack-queries'
import { RackTarget } from '@/components/racks/rack-target'
import { SlotSuggestions } from '@/components/racks/slot-suggestions'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { ProblemNote } from '@/components/ui/problem-note'
import { Segment } from '@/components/ui/segment'
import { SelectField } from '@/components/ui/select'
import { scanServer } from '@/lib/actions/inventory-actions'
import { useCommand } from '@/lib/client/use-command'
import type { ServerView } from '@/lib/contracts/inventory/server'
import { type Face, unitsInWords } from '@/lib/domain/rack-space'
import { isPromised } from '@/lib/domain/server-state'
import { serverChanges } from './server-changes'
import { placeOf } from './server-facts'
import { datacentersQuery } from './server-queries'

interface Target {
  datacenter: string
  into: 'rack' | 'warehouse'
  rack: string
  u: number | undefined
  face: Face
  warehouse: string
}

/** Moves a server by hand: into a rack, with its free places shown, or into a warehouse. Underneath it is a scan. */
export function MoveDialog(props: {
  server: ServerView
  into: 'rack' | 'warehouse'
  onClose: () => void
  /** When it was moved; without it, as when it is closed. */
  onMoved?: (() => void) | undefined
}) {
  const { server, onClose } = props
  return (
    <Dialog
      open
      width={560}
      title={`Move ${server.barcode}`}
      description={`It is in ${placeOf(server) ?? 'no place yet'}${server.model === undefined ? ', its model is not known: it takes 1U' : `, takes ${server.heightU}U`}.`}
      onClose={onClose}
    >
      <MoveForm {...props} />
    </Dialog>
  )
}

function MoveForm({ server, into, onClose, onMoved = onClose }: ComponentProps<typeof MoveDialog>) {
  const [target, setTarget] = useState<Target>({
    datacenter: server.datacenter,
    into,
    rack: server.rack ?? '',
    u: undefined,
    face: server.face ?? 'front',
    warehouse: '',
  })
  const change = (part: Partial<Target>) => {
    setTarget((now) => ({ ...now, ...part }))
    command.dismiss()
  }
  const command = useCommand(scanServer, { changes: ({ server: moved }) => serverChanges(moved), onDone: onMoved })
  const missing = missingIn(target, server)
  const move = (options: { overPlanned?: true } = {}) => {
    const { barcode } = server
    const { rack, u, face, warehouse } = target
    if (target.into === 'warehouse') void command.run({ barcode, location: { warehouse } })
    else if (u !== undefined) void command.run({ barcode, location: { rack, u, face }, ...options })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    move()
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-end gap-3">
        <Segment
          label="Into"
          value={target.into}
          options={[
            { value: 'rack', label: 'Rack', glyph: 'rack-unit' },
            { value: 'warehouse', label: 'Warehouse', glyph: 'house' },
          ]}
          onChange={(value) => change({ into: value === 'warehouse' ? 'warehouse' : 'rack' })}
        />
        {isPromised(server.state) ? (
          <span className="text-small text-text2">within {server.datacenter}, as it is promised there</span>
        ) : (
          <DatacenterChoice
            value={target.datacenter}
            onChange={(datacenter) => change({ datacenter, rack: '', warehouse: '', u: undefined })}
          />
        )}
      </div>
      {target.into === 'warehouse' ? (
        <WarehouseChoice
          datacenter={target.datacenter}
          value={target.warehouse}
          onChange={(warehouse) => change({ warehouse })}
        />
      ) : (
        <>
          <div>
            <p className="mb-1 font-medium text-small text-text2">Where does it go?</p>
            <SlotSuggestions
              barcode={server.barcode}
              datacenter={target.datacenter}
              chosen={target}
              onChoose={({ rack, u, face }) => change({ rack, u, face })}
            />
          </div>
          <RackChoice
            datacenter={target.datacenter}
            value={target.rack}
            onChange={(rack) => change({ rack, u: undefined })}
          />
          {target.rack === '' ? null : (
            <RackTarget
              rack={target.rack}
              shape={{ heightU: server.heightU, depth: server.depth, face: target.face, barcode: server.barcode }}
              model={server.model}
              u={target.u}
              onU={(u) => change({ u })}
              onFace={(face) => change({ face })}
            />
          )}
        </>
      )}
      <ProblemNote problem={command.problem} blockerHref={(code) => `/servers/${encodeURIComponent(code)}`} />
      <OverPlanned
        problem={command.problem}
        rack={target.rack}
        busy={command.pending}
        onPlace={() => move({ overPlanned: true })}
      />
      <DialogFooter>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="primary" busy={command.pending} disabledReason={missing} reasonAt="before">
          {buttonWords(target, server)}
        </Button>
      </DialogFooter>
    </form>
  )
}

function missingIn({ into, rack, u, face, warehouse }: Target, server: ServerView): string | null {
  if (into === 'warehouse') {
    if (warehouse === '') return 'choose a warehouse'
    return warehouse === server.warehouse ? 'it is there already' : null
  }
  if (rack === '') return 'choose a rack'
  if (u === undefined) return 'choose a free place'
  return rack === server.rack && u === server.u && face === server.face ? 'it stands there already' : null
}

function buttonWords({ into, u, warehouse }: Target, server: ServerView): string {
  if (into === 'warehouse') return warehouse === '' ? 'Put into the warehouse' : `Put into ${warehouse}`
  return u === undefined ? 'Place' : `Place at ${unitsInWords(u, server.heightU)}`
}

function DatacenterChoice({ value, onChange }: { value: string; onChange: (code: string) => void }) {
  const datacenters = useQuery(datacentersQuery())
  const codes = datacenters.data?.items.map((datacenter) => datacenter.code) ?? [value]
  return (
    <SelectField
      label="Datacenter"
      value={value}
      onChange={(event) => onChange(event.target.value)}
      options={codes.map((code) => ({ value: code, label: code }))}
      className="w-40"
    />
  )
}

interface ChoiceProps {
  datacenter: string
  value: string
  onChange: (code: string) => void
}

function RackChoice({ datacenter, value, onChange }: ChoiceProps) {
  const racks = useQuery(targetRacksQuery(datacenter))
  return (
    <SelectField
      label="Rack"
      value={value}
      onChange={(event) => onChange(event.target.value)}
      emptyLabel={racks.isPending ? 'Reading the racks…' : 'Choose a rack'}
      options={(racks.data?.items ?? []).map((rack) => ({
        value: rack.code,
        label: `${rack.code}, ${freeUnits(rack) === 0 ? 'full' : `${freeUnits(rack)}U free`}`,
      }))}
    />
  )
}

function WarehouseChoice({ datacenter, value, onChange }: ChoiceProps) {
  const warehouses = useQuery(warehousesQuery(datacenter))
  return (
    <SelectField
      label="Warehouse"
      value={value}
      onChange={(event) => onChange(event.target.value)}
      emptyLabel={warehouses.isPending ? 'Reading the warehouses…' : 'Choose a warehouse'}
      options={(warehouses.data?.items ?? []).map(({ code, name }) => ({
        value: code,
        label: name === undefined ? code : `${code}, ${name}`,
      }))}
    />
  )
}
