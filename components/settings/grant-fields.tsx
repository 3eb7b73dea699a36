'use client'

import { roleWords } from '@/components/access/roles-text'
import { Button } from '@/components/ui/button'
import { SelectField } from '@/components/ui/select'
import { ROLES, type Role } from '@/lib/domain/access/permissions'

export interface GrantRow {
  role: Role
  /** Empty: in all datacenters. */
  datacenter: string
}

/** Roles, each for all datacenters or for one. */
export function GrantFields(props: {
  grants: readonly GrantRow[]
  onChange: (grants: GrantRow[]) => void
  datacenters: readonly string[]
  error?: string | undefined
}) {
  const { grants, onChange, datacenters, error } = props
  const set = (index: number, change: Partial<GrantRow>) =>
    onChange(grants.map((grant, at) => (at === index ? { ...grant, ...change } : grant)))
  return (
    <fieldset>
      <legend className="mb-1 font-medium text-small text-text2">Roles</legend>
      <ul className="flex flex-col gap-2">
        {grants.map((grant, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row of the form is known by its place
          <li key={index} className="flex items-center gap-2">
            <SelectField
              label={`Role ${index + 1}`}
              labelHidden
              className="flex-1"
              value={grant.role}
              options={ROLES.map((role) => ({ value: role, label: roleWords[role] }))}
              onChange={(event) => {
                const role = ROLES.find((one) => one === event.target.value)
                if (role !== undefined) set(index, { role })
              }}
            />
            <SelectField
              label={`Where role ${index + 1} holds`}
              labelHidden
              className="flex-1"
              value={grant.datacenter}
              emptyLabel="everywhere"
              options={datacenters.map((code) => ({ value: code, label: `in ${code}` }))}
              onChange={(event) => set(index, { datacenter: event.target.value })}
            />
            <Button
              look="quiet"
              glyph="x"
              iconOnly
              onClick={() => onChange(grants.filter((_, at) => at !== index))}
            >{`Remove role ${index + 1}`}</Button>
          </li>
        ))}
      </ul>
      {grants.length === 0 ? <p className="text-small text-text3">No role: can sign in and see nothing.</p> : null}
      {error === undefined ? null : <p className="text-fail-x text-small">{error}</p>}
      <Button className="mt-2" glyph="plus" onClick={() => onChange([...grants, { role: 'VIEWER', datacenter: '' }])}>
        Add a role
      </Button>
    </fieldset>
  )
}

export const grantRows = (grants: readonly { role: Role; datacenter?: string | undefined }[]): GrantRow[] =>
  grants.map(({ role, datacenter }) => ({ role, datacenter: datacenter ?? '' }))

export const grantInputs = (rows: readonly GrantRow[]): { role: Role; datacenter?: string }[] =>
  rows.map(({ role, datacenter }) => (datacenter === '' ? { role } : { role, datacenter }))
