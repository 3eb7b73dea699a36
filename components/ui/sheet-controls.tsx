'use client'

import { useState } from 'react'
import { notifyRollback, notifyUndo } from '@/lib/client/notify'
import { ArrowText } from './arrow-text'
import { Banner } from './banner'
import { BudgetBar } from './budget-bar'
import { Button } from './button'
import { CodeText } from './code-text'
import { DataTable } from './data-table'
import { Dialog, DialogFooter } from './dialog'
import { EmptyState } from './empty-state'
import { TextAreaField, TextField } from './field'
import { Figure } from './figure'
import { FilterChip } from './filter-chip'
import { KeyHint } from './key-hint'
import { Menu, MenuItem, MenuLabel } from './menu'
import { ProblemNote } from './problem-note'
import { Progress } from './progress'
import { Segment } from './segment'
import { SelectField } from './select'
import { StackedBar } from './stacked-bar'
import { StateMark } from './state-mark'
import { Tabs } from './tabs'

const refusal = {
  type: 'about:blank',
  title: 'U12 is taken',
  status: 409,
  code: 'slot-taken',
  detail: 'A Dell R650 needs U12. Nothing was changed.',
  blockedBy: ['SRV-004188'],
}

const servers = [
  { barcode: 'SRV-004217', model: 'Dell PowerEdge R650', place: 'FRA1-A07 U21', state: 'IN_SERVICE', watts: 412 },
  { barcode: 'SRV-004270', model: 'HPE DL360 Gen10 Plus', place: 'FRA1-A07 U36', state: 'BROKEN', watts: 0 },
  { barcode: 'SRV-004311', model: 'Lenovo SR650', place: 'FRA1-W1', state: 'IN_WAREHOUSE', watts: 0 },
] as const

/** The controls and parts, in the states they can be in. */
export function SheetControls() {
  return (
    <>
      <Heading>Controls</Heading>
      <Buttons />
      <Fields />
      <Choices />
      <Heading>Figures and bars</Heading>
      <Bars />
      <Heading>Table</Heading>
      <SampleTable />
      <Heading>Answers</Heading>
      <Answers />
      <Heading>Type</Heading>
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <span className="font-medium text-headline">1,904,640</span>
        <span className="mono font-semibold text-code">SRV-004217</span>
        <span className="font-semibold text-heading">Section 16</span>
        <span className="text-body">Body 13/18</span>
        <span className="text-small text-text2">Small 12/16</span>
        <span className="text-note text-text3">Note 11/14</span>
        <span className="mono text-small">
          <ArrowText>2.9.3 → 2.10.2</ArrowText>
        </span>
      </div>
      <Heading>Row heights</Heading>
      <RowHeights />
    </>
  )
}

function Heading({ children }: { children: string }) {
  return <h2 className="mt-[22px] mb-2 font-semibold text-heading">{children}</h2>
}

function Buttons() {
  const [busy, setBusy] = useState(false)
  return (
    <div className="flex min-h-[38px] flex-wrap items-center gap-2.5">
      <Button look="primary" busy={busy} onClick={() => setBusy(true)}>
        Primary
      </Button>
      <Button>Plain</Button>
      <Button look="quiet">Quiet</Button>
      <Button look="danger" glyph="diamond-x">
        Report broken…
      </Button>
      <Button disabledReason="in service; release it first">Disabled</Button>
      <Button className="outline-2 outline-accent outline-offset-2">Focus</Button>
      <Button glyph="more" iconOnly>
        More
      </Button>
    </div>
  )
}

function Fields() {
  return (
    <div className="mt-1 flex flex-wrap items-start gap-2.5">
      <TextField label="Rack" labelHidden defaultValue="FRA1-A07" mono className="w-[150px]" />
      <TextField
        label="Rack"
        labelHidden
        defaultValue="FRA9-A07"
        mono
        error="No rack has this code. Nearest: FRA1-A07"
        className="w-[240px]"
      />
      <TextField label="RAM" labelHidden defaultValue="512" unit="GB" className="w-[110px]" />
      <SelectField
        label="Face"
        labelHidden
        options={[
          { value: 'front', label: 'Front' },
          { value: 'rear', label: 'Rear' },
        ]}
        className="w-[110px]"
      />
    </div>
  )
}

function Choices() {
  const [colour, setColour] = useState('Health')
  return (
    <div className="mt-1 flex min-h-[38px] flex-wrap items-center gap-2.5">
      <Segment
        label="Colour by"
        options={['State', 'Health', 'Order'].map((value) => ({ value, label: value }))}
        value={colour}
        onChange={setColour}
      />
      <FilterChip label="Model: R650" removeHref="/design" />
      <KeyHint>Ctrl K</KeyHint>
      <Menu label="Next state" trigger={<Button endGlyph="down">Next state</Button>}>
        <MenuLabel>SRV-004217</MenuLabel>
        <MenuItem glyph="diamond-x" danger>
          Report broken…
        </MenuItem>
        <MenuItem glyph="house" disabledReason="in service; release it first">
          Move to warehouse
        </MenuItem>
      </Menu>
      <ReasonDialog />
      <Button look="quiet" onClick={() => notifyUndo('SRV-004311 put at U24', () => notifyRollback(refusal))}>
        Toasts
      </Button>
    </div>
  )
}

function ReasonDialog() {
  const [open, setOpen] = useState(false)
  return (
    <Dialog
      title="Mark SRV-004217 broken"
      description="ORD-10233 is left one server short."
      open={open}
      onOpenChange={setOpen}
      trigger={<Button look="quiet">Dialog</Button>}
    >
      <TextAreaField label="Reason" hint="Seen in its history and by the repair crew." />
      <DialogFooter>
        <Button onClick={() => setOpen(false)}>Keep it</Button>
        <Button look="danger">Mark broken</Button>
      </DialogFooter>
    </Dialog>
  )
}

function Bars() {
  return (
    <div className="flex flex-wrap items-end gap-6">
      <Figure value={88} tone="free" label={<StateMark kind="server" state="RACKED" size="small" />} href="/design" />
      <Figure value={41} unit="days" size="plain" label="Lasts" />
      <div className="w-52">
        <StackedBar
          label="Servers in FRA1"
          segments={[
            { tone: 'live', label: 'in service', value: 1042 },
            { tone: 'held', label: 'promised', value: 46 },
            { tone: 'free', label: 'free', value: 88 },
            { tone: 'free', label: 'in warehouse', value: 24, hatched: true },
            { tone: 'fail', label: 'broken', value: 17 },
          ]}
        />
        <p className="mt-1 text-note text-text3">1,217 servers, 24 in warehouse</p>
      </div>
      <div className="flex w-36 flex-col gap-3">
        <BudgetBar label="Power, 612 of 780 kW" used={612} budget={780} />
        <BudgetBar label="Power, 6.4 and 0.6 of 8.0 kW" used={6.4} pending={0.6} budget={8} height={8} />
        <BudgetBar label="Power, 7.3 of 8.0 kW" used={7.3} budget={8} />
      </div>
      <div className="w-28">
        <p className="t-work font-medium text-small text-x">7:31, 63 %</p>
        <Progress label="Install image, 63 %" value={63} className="mt-1" />
      </div>
    </div>
  )
}

function SampleTable() {
  return (
    <div className="-mx-4">
      <DataTable
        label="Sample servers"
        rows={servers}
        rowKey={(server) => server.barcode}
        rowHref={() => '/design'}
        selectedKey="SRV-004270"
        stickyTop="0px"
        columns={[
          {
            key: 'barcode',
            head: 'Server',
            cell: (server) => <CodeText strong>{server.barcode}</CodeText>,
          },
          {
            key: 'state',
            head: 'State',
            cell: (server) => <StateMark kind="server" state={server.state} />,
            phone: 'trail',
          },
          { key: 'model', head: 'Model', cell: (server) => server.model },
          { key: 'place', head: 'Place', cell: (server) => <CodeText>{server.place}</CodeText> },
          {
            key: 'watts',
            head: 'Power, W',
            align: 'end',
            cell: (server) => server.watts,
            phone: 'hide',
            sorted: 'descending',
            sortHref: '/design',
          },
        ]}
      />
    </div>
  )
}

function Answers() {
  return (
    <div className="flex flex-col gap-3">
      <Banner glyph="bolt" title="WAW1 is in a power outage" action={<Button>End outage…</Button>}>
        since 13:42 UTC, 38 min. No reboot tickets are opened there.
      </Banner>
      <Tabs
        label="Sample parts"
        tabs={[
          { label: 'Overview', href: '/design', current: true },
          { label: 'Tickets', href: '/design?tab=tickets', count: 3, current: false },
        ]}
      />
      <ProblemNote problem={refusal} blockerHref={(code) => `/servers/${code}`} />
      <EmptyState title="No ticket is open in FRA1." action={<Button>Show done tickets</Button>}>
        A failing disk, a hot server or one that does not answer opens one by itself.
      </EmptyState>
    </div>
  )
}

function RowHeights() {
  const rows = [
    [28, 'dense table, control'],
    [32, 'table'],
    [44, 'touch, least'],
    [48, 'touch row'],
    [56, 'touch, main action'],
  ] as const
  return (
    <div className="flex flex-wrap items-end gap-3">
      {rows.map(([height, use]) => (
        <div
          key={height}
          style={{ height }}
          className="flex flex-1 items-center gap-2 whitespace-nowrap rounded-[2px] border border-line2 bg-canvas px-2"
        >
          <b>{height}</b>
          <span className="text-small text-text2">{use}</span>
        </div>
      ))}
    </div>
  )
}
