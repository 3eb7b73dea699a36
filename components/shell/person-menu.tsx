'use client'

import { useState } from 'react'
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '@/components/ui/menu'
import { chooseTheme, currentTheme, type ThemeChoice } from './preferences'

export interface ShellPerson {
  name: string
  email: string
  /** In words: "Planner in FRA1". */
  roles?: string | undefined
}

const themes: readonly { choice: ThemeChoice; label: string }[] = [
  { choice: 'system', label: 'As the system' },
  { choice: 'light', label: 'Light' },
  { choice: 'dark', label: 'Dark' },
]

/** "Lena Kraus" → "LK"; an address gives its first two letters. */
export function initialsOf(person: ShellPerson): string {
  const words = person.name.trim().split(/\s+/).filter(Boolean)
  const first = words[0] ?? person.email
  const last = words.length > 1 ? words.at(-1) : undefined
  const initials = last === undefined ? first.slice(0, 2) : first.slice(0, 1) + last.slice(0, 1)
  return initials.toUpperCase()
}

/** Ends the session; next-auth's client is only fetched when someone does. */
async function leave(): Promise<void> {
  const { signOut } = await import('next-auth/react')
  await signOut({ callbackUrl: '/sign-in' })
}

export function Avatar({ person }: { person: ShellPerson }) {
  return (
    <span className="grid size-6 flex-none place-items-center rounded-full bg-live font-semibold text-[10px] text-live-o leading-none">
      {initialsOf(person)}
    </span>
  )
}

export function PersonMenu({ person, showKeys }: { person: ShellPerson; showKeys: () => void }) {
  return (
    <Menu
      label={person.name}
      align="end"
      trigger={
        <button type="button" className="grid size-7 flex-none place-items-center rounded-full glove:size-11">
          <Avatar person={person} />
          <span className="sr-only">{person.name}, menu</span>
        </button>
      }
    >
      <div className="px-3 py-1.5">
        <p className="font-semibold">{person.name}</p>
        <p className="text-small text-text3">{person.email}</p>
        {person.roles === undefined ? null : <p className="text-small text-text2">{person.roles}</p>}
      </div>
      <MenuSeparator />
      <ThemeItems />
      <MenuSeparator />
      <MenuItem glyph="info" onSelect={showKeys}>
        Keys
      </MenuItem>
      <MenuItem glyph="sign-out" onSelect={() => void leave()}>
        Sign out
      </MenuItem>
    </Menu>
  )
}

/** Mounted when the menu opens, so it reads the theme in force then. */
function ThemeItems() {
  const [theme, setTheme] = useState(currentTheme)
  return (
    <>
      <MenuLabel>Theme</MenuLabel>
      {themes.map(({ choice, label }) => (
        <MenuItem
          key={choice}
          checked={theme === choice}
          onSelect={() => {
            chooseTheme(choice)
            setTheme(choice)
          }}
        >
          {label}
        </MenuItem>
      ))}
    </>
  )
}
