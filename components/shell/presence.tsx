'use client'

import { classNames } from '@/components/ui/class-names'
import { usePresence } from '@/lib/client/use-presence'
import type { Present } from '@/lib/contracts/access/presence'
import type { SharedThing } from '@/lib/domain/edits/shared-things'
import { initialsOf } from './person-menu'

/** So many are shown by their initials; the rest are counted. */
const SHOWN = 4

const fieldWords: Record<string, string> = {
  customer: 'the customer',
  image: 'the image',
  boot: 'how it starts',
  endsAt: 'its end',
  row: 'the row',
  heightU: 'the height',
  maxPowerW: 'the power budget',
  maxWeightKg: 'the weight budget',
  tags: 'the tags',
  note: 'the note',
  priority: 'the priority',
  assignee: 'who works on it',
}

/** Who else is on the page of this thing, by initials; their names, and what they edit, are read out and in the tooltip. */
export function Presence({ entity, thing }: { entity: SharedThing; thing: string }) {
  const people = usePresence(entity, thing)
  const more = people.length - SHOWN
  return (
    <>
      <ul aria-label="Also on this page" className="flex items-center empty:hidden">
        {people.slice(0, SHOWN).map((person) => (
          <Person key={person.name} person={person} />
        ))}
        {more > 0 ? <li className="ml-1 text-small text-text2">and {more} more</li> : null}
      </ul>
      <span role="status" className="sr-only">
        {people.map(inWords).join('. ')}
      </span>
    </>
  )
}

function inWords({ name, field }: Present): string {
  return field === undefined ? `${name} is here too` : `${name} edits ${fieldWords[field] ?? field}`
}

function Person({ person }: { person: Present }) {
  const edits = person.field === undefined ? null : (fieldWords[person.field] ?? person.field)
  return (
    <li title={inWords(person)} className="-ml-1 flex items-center first:ml-0">
      <span
        aria-hidden
        className={classNames(
          'grid size-6 flex-none place-items-center rounded-full border-2 border-surface font-semibold text-[10px] leading-none',
          edits === null ? 'bg-live text-live-o' : 'bg-accent text-on-accent',
        )}
      >
        {initialsOf({ name: person.name, email: '' })}
      </span>
      <span className="sr-only">{person.name}</span>
      {edits === null ? null : <span className="mr-2 ml-1 text-small text-text2 max-tab:sr-only">edits {edits}</span>}
    </li>
  )
}
