'use client'

import { usePathname } from 'next/navigation'
import { useState } from 'react'
import { Dialog } from '@/components/ui/dialog'
import { CheckField } from '@/components/ui/field'
import { Glyph } from '@/components/ui/glyph'
import { KeyHint } from '@/components/ui/key-hint'
import { keyName, type Shortcut, shortcutGroups, singleKeysAreOn } from '@/lib/client/shortcuts'
import { chooseSingleKeys } from './preferences'

/** Every key that does something, those of the open page first; and the choice to have no single keys. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const path = usePathname()
  const [on, setOn] = useState(singleKeysAreOn)
  const groups = [...shortcutGroups].sort((a, b) => Number(isHere(b.at, path)) - Number(isHere(a.at, path)))
  return (
    <Dialog open width={720} title="Keys" onClose={onClose}>
      <CheckField
        label="Single keys do something"
        hint="Off: letters, figures and signs alone do nothing, so that speech or a slip of the hand starts nothing. The others stay."
        checked={on}
        onChange={(event) => {
          chooseSingleKeys(event.target.checked)
          setOn(event.target.checked)
        }}
      />
      <div className="mt-3 gap-x-8 tab:columns-2">
        {groups.map(({ title, at, shortcuts }) => (
          <section key={title} className="mb-4 break-inside-avoid">
            <h3 className="mb-1 font-semibold">
              {title}
              {isHere(at, path) ? <span className="ml-2 font-normal text-small text-text3">this page</span> : null}
            </h3>
            <dl>
              {Object.entries(shortcuts).map(([id, shortcut]) => (
                <KeyLine key={id} shortcut={shortcut} on={on} />
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}

const isHere = (at: string | undefined, path: string) => at !== undefined && path.startsWith(at)

function KeyLine({ shortcut, on }: { shortcut: Shortcut; on: boolean }) {
  const off = !on && shortcut.keys.every((key) => key !== ' ' && (key.length === 1 || key.includes(' ')))
  return (
    <div className="flex min-h-7 items-center gap-3 border-line border-t py-0.5">
      <dt className={off ? 'min-w-0 flex-1 text-text3 line-through' : 'min-w-0 flex-1'}>
        {shortcut.does}
        {off ? <span className="sr-only">, off</span> : null}
      </dt>
      <dd className="flex flex-none flex-wrap justify-end gap-1">
        {shownKeys(shortcut.keys).map((key) => (
          <KeyHint key={key}>
            <KeyFace name={key} />
          </KeyHint>
        ))}
      </dd>
    </div>
  )
}

/** Drawn where the packaged mono face has no sign for it. */
function KeyFace({ name }: { name: string }) {
  if (name === '←') return <Glyph name="left" size={12} title="Left" />
  if (name === '→') return <Glyph name="right" size={12} title="Right" />
  return name
}

function shownKeys(keys: readonly string[]): string[] {
  const isMac = /mac|iphone|ipad/i.test(navigator.platform)
  // One to nine are a range; of two keys one after the other each is shown.
  if (keys.length > 6) return [`${keys[0]} to ${keys.at(-1)}`]
  return keys.flatMap((key) => (key === ' ' ? [key] : key.split(' '))).map((key) => keyName(key, isMac))
}
