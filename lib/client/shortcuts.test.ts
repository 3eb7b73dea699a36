import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { allPlaces } from '@/components/shell/places'
import { beginsChord, pressed, shortcutGroups } from './shortcuts'

const press = (key: string, held: Partial<{ metaKey: boolean; ctrlKey: boolean; altKey: boolean }> = {}) => ({
  ...{ key, metaKey: false, ctrlKey: false, altKey: false },
  ...held,
})

afterEach(() => vi.unstubAllGlobals())

describe('the table of keys', () => {
  test('every one of it is asked for by a handler: none is shown that does nothing', () => {
    const folder = join(import.meta.dirname, '../../components')
    const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /(?<!test)\.tsx?$/.test(file))
      .map((file) => readFileSync(join(folder, file), 'utf8'))
      .join('\n')
    for (const { shortcuts } of shortcutGroups)
      for (const [id, { href }] of Object.entries(shortcuts)) {
        const family = id.slice(0, id.indexOf('-') + 1)
        const isAsked = sources.includes(`'${id}'`) || sources.includes(`\`${family}\${`)
        expect(isAsked || href !== undefined, id).toBe(true)
      }
  })

  test('every page of the menu is two keys away, and no two pages share them', () => {
    const all = shortcutGroups.flatMap(({ shortcuts }) => Object.values(shortcuts))
    const hrefs = all.flatMap(({ href }) => href ?? [])
    const offered = allPlaces.map(({ href }) => href).filter((href) => href !== '/api-docs')
    expect([...hrefs].sort()).toEqual([...offered].sort())
    const keys = all.filter(({ href }) => href !== undefined).flatMap((shortcut) => shortcut.keys)
    expect(new Set(keys).size).toBe(keys.length)
  })

  test('a letter counts in either case, a held key makes it another', () => {
    expect(pressed(press('S'), 'board-start')).toBe(true)
    expect(pressed(press('s', { ctrlKey: true }), 'board-start')).toBe(false)
    expect(pressed(press('K', { metaKey: true }), 'palette')).toBe(true)
    expect(pressed(press('k'), 'palette')).toBe(false)
  })

  test('of two keys the second counts after the first alone', () => {
    expect(beginsChord(press('g'))).toBe(true)
    // It presses buttons: a key of its own, and no beginning of one.
    expect(beginsChord(press(' '))).toBe(false)
    expect(pressed(press('o'), 'go-orders')).toBe(false)
    expect(pressed(press('o'), 'go-orders', 'g')).toBe(true)
    expect(pressed(press('s'), 'board-start', 'g')).toBe(false)
  })

  test('turned off, characters alone do nothing; arrows, Enter and held keys stay', () => {
    vi.stubGlobal('document', { cookie: 'haas_theme=dark; haas_keys=off' })
    expect(
      ['?', '/', '['].map((key) => pressed(press(key), key === '?' ? 'keys' : key === '/' ? 'search' : 'fold-nav')),
    ).toEqual([false, false, false])
    expect([beginsChord(press('g')), pressed(press('o'), 'go-orders', 'g'), pressed(press('j'), 'row-next')]).toEqual([
      false,
      false,
      false,
    ])
    expect(pressed(press('ArrowDown'), 'row-next')).toBe(true)
    expect(pressed(press(' '), 'cell-lift')).toBe(true)
    expect(pressed(press('k', { ctrlKey: true }), 'palette')).toBe(true)
  })
})
