'use client'

import { type FormEvent, useState } from 'react'
import { Button, ButtonLink } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { CodeText } from '@/components/ui/code-text'
import { TextField } from '@/components/ui/field'
import { FilterChip } from '@/components/ui/filter-chip'
import { SelectField } from '@/components/ui/select'
import { useGo } from '@/lib/client/use-go'
import { AUDIT_ENTITIES, type AuditFilters, auditHref, entityHref, fieldOf, instantOf, lifeFrom } from './audit-filters'

const entry = (data: FormData, name: string): string | undefined => {
  const value = data.get(name)
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}

const LIFE_WORDS: Record<string, string> = {
  server: 'with its tickets, jobs and holds',
  order: 'with its plans and jobs, and its servers while it held them',
  ticket: 'with its server while it was open',
}

/** Narrows the log; the URL takes it on Show. On a phone the fields unfold. */
export function AuditForm({ filters }: { filters: AuditFilters }) {
  const go = useGo()
  const { entity, key, actor, action, request, of, since, until } = filters
  const life = lifeFrom(of)
  const used = [entity, key, actor, action, request, of, since, until].filter((value) => value !== undefined).length
  const [open, setOpen] = useState(false)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    setOpen(false)
    go(
      auditHref(
        {},
        {
          entity: entry(data, 'entity'),
          key: entry(data, 'key'),
          actor: entry(data, 'actor'),
          action: entry(data, 'action'),
          request: entry(data, 'request'),
          of,
          since: instantOf(entry(data, 'since') ?? ''),
          until: instantOf(entry(data, 'until') ?? ''),
        },
      ),
      { scroll: false },
    )
  }
  const entities: readonly string[] = AUDIT_ENTITIES
  const known = entity === undefined || entities.includes(entity) ? entities : [entity, ...entities]
  return (
    <div data-line className="border-line border-b px-4 py-2.5">
      {life === null ? null : (
        <p className="mb-2.5 flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <span className="font-semibold">
            The life of {life.entity} <CodeText href={entityHref(life.entity, life.key)}>{life.key}</CodeText>
          </span>
          <span className="text-text2">{LIFE_WORDS[life.entity]}</span>
          <FilterChip label="Its life" removeHref={auditHref(filters, { of: undefined })} />
        </p>
      )}
      <div className="tab:hidden">
        <Button glyph="list" aria-expanded={open} onClick={() => setOpen(!open)}>
          {used === 0 ? 'Filters' : `Filters, ${used} on`}
        </Button>
      </div>
      <form
        onSubmit={submit}
        className={classNames(
          'grid items-end gap-x-2 gap-y-2 max-tab:mt-3 max-tab:grid-cols-2 tab:grid-cols-3 min-[760px]:grid-cols-4',
          'wide:grid-cols-[120px_minmax(0,1fr)_minmax(0,1fr)_minmax(0,1.2fr)_minmax(0,1fr)_168px_168px_auto]',
          !open && 'max-tab:hidden',
        )}
      >
        <SelectField
          label="Entity"
          name="entity"
          emptyLabel="Any"
          defaultValue={entity ?? ''}
          options={known.map((value) => ({ value, label: value }))}
        />
        <TextField label="Key" name="key" mono defaultValue={key} placeholder="T-1182" maxLength={128} />
        <TextField label="Who" name="actor" defaultValue={actor} placeholder="Rui Repair" maxLength={200} />
        <TextField
          label="Action"
          name="action"
          mono
          defaultValue={action}
          placeholder="tickets.edit-ticket"
          maxLength={128}
        />
        <TextField
          label="Request"
          name="request"
          mono
          defaultValue={request}
          placeholder="X-Request-Id"
          maxLength={128}
        />
        <TextField label="From, UTC" name="since" type="datetime-local" defaultValue={fieldOf(since)} />
        <TextField label="Until, UTC" name="until" type="datetime-local" defaultValue={fieldOf(until)} />
        <div className="flex gap-2 max-[760px]:col-span-full">
          <Button type="submit" look="primary">
            Show
          </Button>
          {used === 0 ? null : <ButtonLink href="/audit">Clear</ButtonLink>}
        </div>
      </form>
    </div>
  )
}
