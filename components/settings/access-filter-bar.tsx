'use client'

import { useCallback } from 'react'
import { roleWords } from '@/components/access/roles-text'
import { Button, ButtonLink } from '@/components/ui/button'
import { FilterChip } from '@/components/ui/filter-chip'
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu'
import { PageSearch } from '@/components/ui/page-search'
import { ROLES } from '@/lib/domain/access/permissions'
import { type AccessFilters, accessHref, TOKEN_STATES, type TokenState } from './access-filters'

export const tokenStateWords: Record<TokenState, string> = {
  live: 'Live',
  expired: 'Expired',
  revoked: 'Revoked',
  unused: 'Not used for 90 days',
}

/** Search and filters of users or tokens, each a change of the URL. */
export function AccessFilterBar({ filters, datacenters }: { filters: AccessFilters; datacenters: readonly string[] }) {
  const { tab, role, datacenter, disabled, state } = filters
  const hrefOf = useCallback((q: string) => accessHref(filters, { q: q === '' ? undefined : q }), [filters])
  return (
    <>
      <PageSearch
        label={tab === 'users' ? 'Search users' : 'Search tokens'}
        placeholder={tab === 'users' ? 'Name or e-mail' : 'Name, or who made it'}
        value={filters.q ?? ''}
        hrefOf={hrefOf}
      />
      <Choice
        label="Role"
        any="Any role"
        value={role}
        options={ROLES.map((value) => ({ value, label: roleWords[value] }))}
        hrefOf={(value) => accessHref(filters, { role: value })}
      />
      {tab === 'users' ? (
        <>
          <Choice
            label="Where"
            any="Anywhere"
            value={datacenter}
            options={datacenters.map((value) => ({ value, label: value }))}
            hrefOf={(value) => accessHref(filters, { datacenter: value })}
          />
          {disabled === undefined ? (
            <ButtonLink href={accessHref(filters, { disabled: 'true' })}>Disabled</ButtonLink>
          ) : (
            <FilterChip label="Disabled" removeHref={accessHref(filters, { disabled: undefined })} />
          )}
        </>
      ) : (
        <Choice
          label="State"
          any="Any state"
          value={state}
          options={TOKEN_STATES.map((value) => ({ value, label: tokenStateWords[value] }))}
          hrefOf={(value) => accessHref(filters, { state: value })}
        />
      )}
    </>
  )
}

function Choice<Value extends string>(props: {
  label: string
  any: string
  value: Value | undefined
  options: readonly { value: Value; label: string }[]
  hrefOf: (value: Value | undefined) => string
}) {
  const { label, any, value, options, hrefOf } = props
  const chosen = options.find((option) => option.value === value)
  return (
    <>
      <Menu label={label} trigger={<Button endGlyph="down">{label}</Button>}>
        <MenuItem checked={value === undefined} href={hrefOf(undefined)}>
          {any}
        </MenuItem>
        <MenuSeparator />
        {options.map((option) => (
          <MenuItem key={option.value} checked={option === chosen} href={hrefOf(option.value)}>
            {option.label}
          </MenuItem>
        ))}
      </Menu>
      {chosen === undefined ? null : <FilterChip label={chosen.label} removeHref={hrefOf(undefined)} />}
    </>
  )
}
