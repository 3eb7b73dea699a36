'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { LastEdit } from '@/lib/contracts/audit/edit'
import {
  beginEdit,
  changes,
  choose,
  clashes,
  type Edit,
  type Fields,
  receive,
  type Value,
  write,
} from '@/lib/domain/edits/merge'
import type { SharedThing } from '@/lib/domain/edits/shared-things'
import { apiGet } from './api-fetch'
import type { Problem } from './problem'
import { usePresent } from './use-presence'

/** What became of a field that somebody else changed while it was edited here. */
export interface FieldMerge {
  kind: 'taken' | 'clash'
  theirs: Value
  by?: string | undefined
  at?: string | undefined
}

export interface SharedEdit<T extends Fields> {
  values: T
  set: <K extends keyof T & string>(name: K, value: T[K]) => void
  /** Null where nobody else changed it. */
  mergeOf: (name: keyof T & string) => FieldMerge | null
  /** Who else has this field in hand now, by name. */
  editorsOf: (name: keyof T & string) => readonly string[]
  choose: (name: keyof T & string, which: 'mine' | 'theirs') => void
  /** What is sent: changed fields alone, with what each held before. */
  payload: () => { given: Partial<T>; base: Partial<T> }
  isChanged: boolean
  hasClash: boolean
  /** Takes in a refusal that names what others wrote (`shown`: as the form holds it); true where it was one, and the form now shows it. */
  takeIn: (problem: Problem, shown?: (value: Value) => Value) => boolean
}

/**
 * A form over a thing that others may edit meanwhile. `fresh` is what the thing holds by now, as the live view has it: fields that
 * are untouched here take it, a field that both changed keeps both until one is chosen. Nothing that was typed is lost.
 */
export function useSharedEdit<T extends Fields>(thing: { entity: SharedThing; key: string }, fresh: T): SharedEdit<T> {
  const [edit, setEdit] = useState<Edit<T>>(() => beginEdit(fresh))
  const hash = JSON.stringify(fresh)
  useEffect(() => {
    const theirs: T = JSON.parse(hash)
    setEdit((now) => receive(now, theirs))
  }, [hash])
  const open = clashes(edit)
  const writers = useWriters(thing, hash, open.length + edit.taken.length > 0)
  const present = usePresent(thing.entity, thing.key)
  const payload = () => changes(edit)
  return {
    values: edit.mine,
    set: (name, value) => setEdit((now) => write(now, name, value)),
    mergeOf: (name) => {
      const kind = open.includes(name) ? 'clash' : edit.taken.includes(name) ? 'taken' : null
      if (kind === null) return null
      const writer = writers.find(({ field }) => field === name)
      return { kind, theirs: edit.theirs[name] ?? null, by: writer?.by, at: writer?.at }
    },
    editorsOf: (name) => present.flatMap((person) => (person.field === name ? [person.name] : [])),
    choose: (name, which) => setEdit((now) => choose(now, name, which)),
    payload,
    isChanged: Object.keys(payload().given).length > 0,
    hasClash: open.length > 0,
    takeIn: (problem, shown = (value) => value) => {
      const named = clashesIn(problem, shown)
      if (named === null) return false
      setEdit((now) => receive(now, { ...now.theirs, ...named }))
      return true
    },
  }
}

/** Who wrote what is there now; asked once something was changed by another, and again when more is. */
function useWriters({ entity, key }: { entity: SharedThing; key: string }, hash: string, wanted: boolean) {
  const query = useQuery({
    queryKey: ['edits', entity, key, hash],
    queryFn: ({ signal }) => apiGet<{ items: LastEdit[] }>('/edits', { entity, key }, signal),
    enabled: wanted,
  })
  return query.data?.items ?? []
}

/** Of a refusal `edit-clash`: what the fields hold by now. */
function clashesIn(problem: Problem, shown: (value: Value) => Value): Record<string, Value> | null {
  if (problem.code !== 'edit-clash' || !Array.isArray(problem.clashes)) return null
  const list: { field: string; now?: Value }[] = problem.clashes
  return Object.fromEntries(list.map(({ field, now }) => [field, shown(now ?? null)]))
}
