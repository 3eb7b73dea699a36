/** What one field of an edit holds. */
export type Value = string | number | boolean | null | readonly string[]
export type Fields = Readonly<Record<string, Value>>

/**
 * One person's edit of a thing that others edit too. `base` is what each field held when this person last knew it, `mine` what the
 * form holds, `theirs` what the thing holds now, as far as is known. `taken`: fields that took another's change while they were untouched.
 */
export interface Edit<T extends Fields> {
  readonly base: T
  readonly mine: T
  readonly theirs: T
  readonly taken: readonly (keyof T & string)[]
}

/** Whether two values are the same: a list by its members. */
export function isSame(a: Value | undefined, b: Value | undefined): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
}

export function beginEdit<T extends Fields>(now: T): Edit<T> {
  return { base: now, mine: now, theirs: now, taken: [] }
}

const namesOf = <T extends Fields>(fields: T) => Object.keys(fields) as (keyof T & string)[]

/**
 * The thing was read anew. A field that this person has not touched takes what it holds now; one that both changed, to different
 * values, keeps both until one is chosen.
 */
export function receive<T extends Fields>(edit: Edit<T>, theirs: T): Edit<T> {
  const settled = namesOf(theirs).filter(
    (name) => isSame(edit.mine[name], edit.base[name]) || isSame(edit.mine[name], theirs[name]),
  )
  const took = settled.filter((name) => !isSame(edit.mine[name], theirs[name]))
  return {
    base: withThose(edit.base, settled, theirs),
    mine: withThose(edit.mine, took, theirs),
    theirs,
    taken: [...edit.taken.filter((name) => !took.includes(name)), ...took],
  }
}

/** This person wrote into a field: it is theirs from now on, and no longer marked. */
export function write<T extends Fields, K extends keyof T & string>(edit: Edit<T>, name: K, value: T[K]): Edit<T> {
  const mine: T = { ...edit.mine, [name]: value }
  // Written as it is by now, there is nothing left to choose.
  const base = isSame(value, edit.theirs[name]) ? withThose(edit.base, [name], edit.theirs) : edit.base
  return { ...edit, base, mine, taken: edit.taken.filter((one) => one !== name) }
}

/** Settles a clash: mine is to replace what is there, or is given up for it. */
export function choose<T extends Fields>(edit: Edit<T>, name: keyof T & string, which: 'mine' | 'theirs'): Edit<T> {
  return {
    ...edit,
    base: withThose(edit.base, [name], edit.theirs),
    mine: which === 'theirs' ? withThose(edit.mine, [name], edit.theirs) : edit.mine,
  }
}

/** Fields that both changed, to different values: one has to be chosen before anything is saved. */
export function clashes<T extends Fields>(edit: Edit<T>): (keyof T & string)[] {
  return namesOf(edit.base).filter(
    (name) => !isSame(edit.theirs[name], edit.base[name]) && !isSame(edit.mine[name], edit.theirs[name]),
  )
}

/** What is sent: the fields that this person changed, and what each held when they did. */
export function changes<T extends Fields>(edit: Edit<T>): { given: Partial<T>; base: Partial<T> } {
  const names = namesOf(edit.mine).filter((name) => !isSame(edit.mine[name], edit.base[name]))
  return { given: pick(edit.mine, names), base: pick(edit.base, names) }
}

/**
 * What the other side asks before it writes: which of the given fields were changed by somebody else since, to something else. A
 * field without a base is written whatever it holds.
 */
export function changedMeanwhile(now: Fields, given: Partial<Fields>, base: Partial<Fields>): string[] {
  return Object.keys(given).filter(
    (name) =>
      given[name] !== undefined &&
      base[name] !== undefined &&
      !isSame(now[name], base[name]) &&
      !isSame(now[name], given[name]),
  )
}

function withThose<T extends Fields>(fields: T, names: readonly (keyof T & string)[], from: T): T {
  return names.length === 0 ? fields : { ...fields, ...pick(from, names) }
}

function pick<T extends Fields>(fields: T, names: readonly (keyof T & string)[]): Partial<T> {
  const picked: Partial<T> = {}
  for (const name of names) picked[name] = fields[name]
  return picked
}
