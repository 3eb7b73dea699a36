'use client'

import { useCallback } from 'react'
import { SavedViews } from '@/components/shell/saved-views'
import { Button, ButtonLink } from '@/components/ui/button'
import { FilterChip } from '@/components/ui/filter-chip'
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '@/components/ui/menu'
import { formatCount } from '@/components/ui/numbers'
import { PageSearch } from '@/components/ui/page-search'
import { Toolbar } from '@/components/ui/section'
import { SelectField } from '@/components/ui/select'
import { ToneMark } from '@/components/ui/tone-mark'
import { useGo } from '@/lib/client/use-go'
import type { ServerPage } from '@/lib/contracts/inventory/server'
import type { ServerModelView } from '@/lib/contracts/inventory/server-model'
import { SERVER_STATES } from '@/lib/domain/server-state'
import { HEALTH, healthWords, serverWords } from '@/lib/domain/state-words'
import { ColumnsMenu } from './columns-menu'
import { csvHref, filterChips, type ServerFilters, type ServerLook, serversHref } from './server-filters'

/** Search, views, states, health, model and what is notable: each a change of the URL. */
export function ServersToolbar(props: {
  filters: ServerFilters & ServerLook
  models: readonly ServerModelView[]
  count: ServerPage['count']
}) {
  const { filters, models, count } = props
  const go = useGo()
  const hrefOf = useCallback((q: string) => serversHref(filters, { q }), [filters])
  return (
    <Toolbar
      label="Filters"
      end={
        <>
          {count === undefined ? null : (
            <span className="whitespace-nowrap text-small text-text3" data-count>
              {formatCount(count.value)}
              {count.more ? '+' : ''} found
            </span>
          )}
          <ButtonLink look="quiet" href="/bulk-changes">
            Bulk changes
          </ButtonLink>
          <ColumnsMenu filters={filters} />
          <span className="contents max-tab:hidden">
            <ButtonLink href={csvHref(filters)} download>
              CSV
            </ButtonLink>
          </span>
          <ButtonLink href="/scan" glyph="scan">
            Scan
          </ButtonLink>
        </>
      }
    >
      <PageSearch
        label="Search servers"
        placeholder="Barcode, serial, model, host"
        value={filters.q ?? ''}
        hrefOf={hrefOf}
      />
      <SavedViews page="servers" all="All servers" leaveOut={['pick']} />
      <StateMenu filters={filters} />
      <NotableMenu filters={filters} />
      <SelectField
        label="Model"
        labelHidden
        className="w-44"
        emptyLabel="Any model"
        value={filters.model ?? ''}
        onChange={(event) =>
          go(serversHref(filters, { model: event.target.value === '' ? undefined : event.target.value }), {
            replace: true,
          })
        }
        options={models.map((model) => ({ value: model.slug, label: `${model.manufacturer} ${model.model}` }))}
      />
      {filters.state.map((state) => (
        <FilterChip
          key={state}
          label={serverWords[state].word}
          removeHref={serversHref(filters, { state: filters.state.filter((one) => one !== state) })}
        />
      ))}
      {filterChips(filters).map(({ label, without }) => (
        <FilterChip key={label} label={label} removeHref={serversHref(filters, without)} />
      ))}
    </Toolbar>
  )
}

function StateMenu({ filters }: { filters: ServerFilters & ServerLook }) {
  return (
    <Menu
      label="States"
      trigger={<Button endGlyph="down">{filters.state.length === 0 ? 'Any state' : 'State'}</Button>}
    >
      {SERVER_STATES.map((state) => {
        const on = filters.state.includes(state)
        const next = on ? filters.state.filter((one) => one !== state) : [...filters.state, state]
        return (
          <MenuItem key={state} checked={on} href={serversHref(filters, { state: next })}>
            <ToneMark mark={serverWords[state]} />
          </MenuItem>
        )
      })}
    </Menu>
  )
}

/** Health, and what is out of the ordinary. */
function NotableMenu({ filters }: { filters: ServerFilters & ServerLook }) {
  const health = filters.health ?? []
  const flip = <T extends string>(now: T | undefined, on: T) => (now === undefined ? on : undefined)
  return (
    <Menu label="Health and more" trigger={<Button endGlyph="down">Health</Button>}>
      <MenuLabel>Health</MenuLabel>
      {HEALTH.map((one) => {
        const on = health.includes(one)
        const next = on ? health.filter((other) => other !== one) : [...health, one]
        return (
          <MenuItem key={one} checked={on} href={serversHref(filters, { health: next })}>
            <ToneMark mark={healthWords[one]} />
          </MenuItem>
        )
      })}
      <MenuSeparator />
      <MenuItem
        checked={filters.tickets !== undefined}
        href={serversHref(filters, { tickets: flip(filters.tickets, 'true') })}
      >
        With a ticket
      </MenuItem>
      <MenuItem
        checked={filters.firmware !== undefined}
        href={serversHref(filters, { firmware: flip(filters.firmware, 'behind') })}
      >
        Firmware behind
      </MenuItem>
      <MenuItem checked={filters.held !== undefined} href={serversHref(filters, { held: flip(filters.held, 'true') })}>
        On hold
      </MenuItem>
      <MenuItem
        checked={filters.needsWipe !== undefined}
        href={serversHref(filters, { needsWipe: flip(filters.needsWipe, 'true') })}
      >
        Wipe due
      </MenuItem>
    </Menu>
  )
}
