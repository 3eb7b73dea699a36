import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

/** A tone, a glyph and a word, or two of them, written as one object. */
const OWN_MARK = /\{[^{}]*\btone: '[^']*'[^{}]*\bglyph: '|\{[^{}]*\bglyph: '[^']*'[^{}]*\btone: '/

it('no screen makes a mark of its own: tone, glyph and word come from the tables of lib/domain/state-words', () => {
  const files = globSync('{components,app}/**/*.{ts,tsx}').filter((file) => !file.includes('.test.'))
  expect(files.length).toBeGreaterThan(300)
  expect(OWN_MARK.test(`mark={{ tone: 'free', glyph: 'check', word: 'fine' }}`)).toBe(true)
  expect(files.filter((file) => OWN_MARK.test(readFileSync(file, 'utf8')))).toEqual([])
})
