'use client'

import { Button, ButtonLink, buttonClass } from '@/components/ui/button'
import { FilterChip } from '@/components/ui/filter-chip'
import { Glyph } from '@/components/ui/glyph'
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu'
import { Toolbar } from '@/components/ui/section'
import { Segment } from '@/components/ui/segment'
import { ticketTypeWords } from '@/lib/domain/state-words'
import { TICKET_TYPES, type TicketType } from '@/lib/domain/ticket-state'
import { type BoardFilters, boardHref, LANE_CHOICES, type LaneChoice } from './board-filters'

const laneWords: Record<LaneChoice, string> = { none: 'None', datacenter: 'Datacenter', rack: 'Rack, walking order' }

/** Filters, lanes and the new ticket; everything but the last is a link. */
export function BoardToolbar(props: {
  filters: BoardFilters
  /** Live tickets in view that are mine, that wait for a part. */
  counts: { mine: number; waiting: number }
  openLock: string | null
  onNew: () => void
}) {
  const { filters, counts, openLock, onNew } = props
  return (
    <Toolbar
      label="Filters and lanes"
      end={
        <>
          <LaneMenu filters={filters} />
          <span className="text-text3 max-desk:hidden">Lanes</span>
          <Segment
            label="Lanes"
            className="max-tab:hidden"
            value={filters.lanes}
            options={LANE_CHOICES.map((lanes) => ({
              value: lanes,
              label: laneWords[lanes],
              href: boardHref(filters, { lanes }),
            }))}
          />
          <Button look="primary" glyph="plus" disabledReason={openLock} reasonAt="before" onClick={onNew}>
            New ticket
          </Button>
        </>
      }
    >
      {filters.datacenter === undefined ? null : (
        <FilterChip label={filters.datacenter} removeHref={boardHref(filters, { datacenter: undefined })} />
      )}
      <TypeFilter filters={filters} />
      {filters.mine ? (
        <FilterChip label="Mine" removeHref={boardHref(filters, { mine: false })} />
      ) : (
        <ButtonLink href={boardHref(filters, { mine: true })} glyph="person">
          Mine <Count value={counts.mine} />
        </ButtonLink>
      )}
      {filters.waitingForPart ? (
        <FilterChip label="Waits for a part" removeHref={boardHref(filters, { waitingForPart: false })} />
      ) : (
        <ButtonLink href={boardHref(filters, { waitingForPart: true })} glyph="hourglass">
          <span>
            Waits<span className="max-tab:sr-only"> for a part</span>
          </span>
          <Count value={counts.waiting} />
        </ButtonLink>
      )}
    </Toolbar>
  )
}

/** On a phone the lanes fold into one button. */
function LaneMenu({ filters }: { filters: BoardFilters }) {
  return (
    <span className="tab:hidden">
      <Menu
        label="Lanes"
        trigger={
          <button type="button" className={buttonClass()}>
            Lanes: {filters.lanes}
            <Glyph name="down" />
          </button>
        }
      >
        {LANE_CHOICES.map((lanes) => (
          <MenuItem key={lanes} href={boardHref(filters, { lanes })} checked={filters.lanes === lanes}>
            {laneWords[lanes]}
          </MenuItem>
        ))}
      </Menu>
    </span>
  )
}

const Count = ({ value }: { value: number }) => <span className="text-text3">{value}</span>

function TypeFilter({ filters }: { filters: BoardFilters }) {
  const toggled = (type: TicketType) =>
    filters.type.includes(type) ? filters.type.filter((one) => one !== type) : [...filters.type, type]
  return (
    <>
      <Menu
        label="Type"
        trigger={
          <button type="button" className={buttonClass()}>
            {filters.type.length === 0 ? 'Type: any' : 'Type'}
            <Glyph name="down" />
          </button>
        }
      >
        <MenuItem href={boardHref(filters, { type: [] })} checked={filters.type.length === 0}>
          Any type
        </MenuItem>
        <MenuSeparator />
        {TICKET_TYPES.map((type) => (
          <MenuItem key={type} href={boardHref(filters, { type: toggled(type) })} checked={filters.type.includes(type)}>
            {ticketTypeWords[type]}
          </MenuItem>
        ))}
      </Menu>
      {filters.type.map((type) => (
        <FilterChip key={type} label={ticketTypeWords[type]} removeHref={boardHref(filters, { type: toggled(type) })} />
      ))}
    </>
  )
}
