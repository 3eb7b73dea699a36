import { describe, expect, it } from 'vitest'
import { GLYPHS, jobMark, MARK_TABLES, type StateMark, stepMark } from './state-words'

describe('state words', () => {
  it.each(Object.entries(MARK_TABLES))('%s: no two states share glyph and word', (_, table) => {
    const marks = Object.values<StateMark>(table).map((mark) => `${mark.glyph} ${mark.word}`)
    expect(new Set(marks).size).toBe(marks.length)
  })

  it('every glyph is used', () => {
    const used = new Set(Object.values(MARK_TABLES).flatMap((table) => Object.values(table).map((mark) => mark.glyph)))
    expect([...used].sort()).toEqual([...GLYPHS].sort())
  })

  it('a pending job with a reason to wait shows as waiting', () => {
    expect(jobMark('PENDING').word).toBe('Pending')
    expect(jobMark('PENDING', 'the datacenter has no power').word).toBe('Waiting')
    expect(jobMark('RUNNING', 'x').word).toBe('Running')
    expect(stepMark('PENDING', 'x').word).toBe('Waiting')
  })
})
