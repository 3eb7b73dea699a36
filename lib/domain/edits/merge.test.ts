import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  beginEdit,
  changedMeanwhile,
  changes,
  choose,
  clashes,
  type Edit,
  isSame,
  receive,
  type Value,
  write,
} from './merge'

type Thing = { customer: string; image: string | null; tags: readonly string[] }
const first: Thing = { customer: 'Acme', image: null, tags: [] }

describe('an edit that meets another', () => {
  test('a field that is not touched takes the other’s change, and is marked', () => {
    const edit = receive(write(beginEdit(first), 'customer', 'Acme AG'), { ...first, image: 'debian' })
    expect(edit.mine).toEqual({ customer: 'Acme AG', image: 'debian', tags: [] })
    expect([edit.taken, clashes(edit)]).toEqual([['image'], []])
    expect(changes(edit)).toEqual({ given: { customer: 'Acme AG' }, base: { customer: 'Acme' } })
  })

  test('a field that both touched shows both, until one is chosen', () => {
    const edit = receive(write(beginEdit(first), 'customer', 'Mine'), { ...first, customer: 'Theirs' })
    expect([edit.mine.customer, edit.theirs.customer, clashes(edit)]).toEqual(['Mine', 'Theirs', ['customer']])
    const kept = choose(edit, 'customer', 'mine')
    expect([clashes(kept), changes(kept)]).toEqual([[], { given: { customer: 'Mine' }, base: { customer: 'Theirs' } }])
    const given = choose(edit, 'customer', 'theirs')
    expect([given.mine.customer, changes(given).given]).toEqual(['Theirs', {}])
  })

  test('both wrote the same, or mine is written as theirs is: nothing is left to choose or to save', () => {
    const same = receive(write(beginEdit(first), 'tags', ['a', 'b']), { ...first, tags: ['a', 'b'] })
    expect([clashes(same), changes(same).given]).toEqual([[], {}])
    const clash = receive(write(beginEdit(first), 'customer', 'Mine'), { ...first, customer: 'Theirs' })
    expect(clashes(write(clash, 'customer', 'Theirs'))).toEqual([])
  })

  test('a field without a base is written whatever it holds', () => {
    expect(changedMeanwhile({ ...first, customer: 'X' }, { customer: 'Y' }, {})).toEqual([])
    expect(changedMeanwhile({ ...first, customer: 'X' }, { customer: 'Y' }, { customer: 'Acme' })).toEqual(['customer'])
    expect(changedMeanwhile({ ...first, customer: 'Y' }, { customer: 'Y' }, { customer: 'Acme' })).toEqual([])
  })
})

const people = [0, 1, 2] as const
const step = fc.record({
  who: fc.constantFrom(...people),
  what: fc.constantFrom('write', 'write', 'hear', 'save', 'choose mine', 'choose theirs'),
  field: fc.constantFrom('customer', 'image'),
  value: fc.constantFrom('a', 'b', 'c', 'd'),
})
type Field = 'customer' | 'image'
type Step = { who: number; what: string; field: string; value: string }

/** A thing and those who edit it, as the server and the forms do. */
class Desk {
  now: Thing = first
  /** Accepted writes: what each replaced, and what its writer knew the field to hold. */
  readonly writes: { field: Field; known: Value | undefined; replaced: Value; to: Value }[] = []
  readonly edits: Edit<Thing>[] = people.map(() => beginEdit(first))

  take({ who, what, field, value }: Step): void {
    const edit = this.edits[who] ?? beginEdit(first)
    const name: Field = field === 'image' ? 'image' : 'customer'
    if (what === 'write') this.edits[who] = write(edit, name, value)
    else if (what === 'hear') this.edits[who] = receive(edit, this.now)
    else if (what === 'save') this.save(who, edit)
    else if (clashes(edit).includes(name))
      this.edits[who] = choose(edit, name, what === 'choose mine' ? 'mine' : 'theirs')
  }

  private save(who: number, edit: Edit<Thing>): void {
    if (clashes(edit).length > 0) return
    const { given, base } = changes(edit)
    if (changedMeanwhile(this.now, given, base).length === 0) {
      for (const field of ['customer', 'image'] as const)
        if (given[field] !== undefined)
          this.writes.push({ field, known: base[field], replaced: this.now[field], to: given[field] })
      this.now = { ...this.now, ...given }
    }
    this.edits[who] = receive(edit, this.now)
  }
}

describe('any number of edits in any order', () => {
  test('nobody’s change is replaced by one who did not know of it, and nobody’s is dropped without being shown', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const desk = new Desk()
        for (const one of steps) {
          const before = desk.edits[one.who]
          desk.take(one)
          const after = desk.edits[one.who]
          if (before === undefined || after === undefined) throw new Error('nobody')
          for (const field of ['customer', 'image'] as const) {
            const touched = !isSame(before.mine[field], before.base[field])
            const ownDoing = one.what === 'write' || one.what === 'choose theirs'
            // What somebody typed stays in the form until they change it, or give it up, themselves.
            if (touched && !ownDoing) expect(after.mine[field]).toEqual(before.mine[field])
            // It is there, or to be saved, or a clash that is shown.
            const held = isSame(after.mine[field], after.theirs[field])
            const sent = changes(after).given[field] !== undefined
            expect(held || sent || clashes(after).includes(field)).toBe(true)
          }
        }
        for (const { known, replaced, to } of desk.writes)
          expect(isSame(replaced, known) || isSame(replaced, to)).toBe(true)
      }),
      { numRuns: 400 },
    )
  })

  test('once all have heard, settled and saved, the thing and every form say the same', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 40 }),
        fc.array(fc.constantFrom('mine', 'theirs'), { minLength: 3 }),
        (steps, ways) => {
          const desk = new Desk()
          for (const one of steps) desk.take(one)
          for (const who of [...people, ...people])
            for (const field of ['customer', 'image'] as const) {
              desk.take({ who, what: 'hear', field, value: 'a' })
              desk.take({ who, what: `choose ${ways[who % ways.length]}`, field, value: 'a' })
              for (const other of ['customer', 'image'] as const)
                desk.take({ who, what: 'choose mine', field: other, value: 'a' })
              desk.take({ who, what: 'save', field, value: 'a' })
            }
          for (const who of people) desk.take({ who, what: 'hear', field: 'image', value: 'a' })
          for (const edit of desk.edits) expect(edit.mine).toEqual(desk.now)
        },
      ),
      { numRuns: 300 },
    )
  })
})
