'use client'

import { useRouter } from 'next/navigation'
import { useCallback } from 'react'
import { PageSearch } from '@/components/orders/page-search'
import { Button, ButtonLink } from '@/components/ui/button'
import { FilterChip } from '@/components/ui/filter-chip'
import { Menu, MenuItem } from '@/components/ui/menu'
import { Toolbar } from '@/components/ui/section'
import { SelectField } from '@/components/ui/select'
import { ToneMark } from '@/components/ui/state-mark'
import type { ServerModelView } from '@/lib/contracts/inventory/server-model'
import { SERVER_STATES } from '@/lib/domain/server-state'
import { serverWords } from '@/lib/domain/state-words'
import { filterChips, type ServerFilters, serversHref } from './server-filters'

/** Search, states, model, holds and wipes: each a change of the URL. */
export function ServersToolbar({ filters, models }: { filters: ServerFilters; models: readonly ServerModelView[] }) {
  const router = useRouter()
  const hrefOf = useCallback((q: string) => serversHref(filters, { q }), [filters])
  return (
    <Toolbar
      label="Filters"
      end={
        <ButtonLink href="/scan" glyph="scan">
          Scan
        </ButtonLink>
      }
    >
      <PageSearch
        label="Search servers"
        placeholder="Barcode, serial, host name"
        value={filters.q ?? ''}
        hrefOf={hrefOf}
      />
      <StateMenu filters={filters} />
      <SelectField
        label="Model"
        labelHidden
        className="w-52"
        emptyLabel="Any model"
        value={filters.model ?? ''}
        onChange={(event) =>
          router.replace(serversHref(filters, { model: event.target.value === '' ? undefined : event.target.value }))
        }
        options={models.map((model) => ({ value: model.slug, label: `${model.manufacturer} ${model.model}` }))}
      />
      {filters.held === undefined ? (
        <ButtonLink look="quiet" glyph="lock" href={serversHref(filters, { held: 'true' })}>
          On hold
        </ButtonLink>
      ) : null}
      {filters.needsWipe === undefined ? (
        <ButtonLink look="quiet" href={serversHref(filters, { needsWipe: 'true' })}>
          Wipe due
        </ButtonLink>
      ) : null}
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

function StateMenu({ filters }: { filters: ServerFilters }) {
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
