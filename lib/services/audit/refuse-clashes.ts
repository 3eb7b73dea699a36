import type { TxCtx } from '../../db/context'
import { changedMeanwhile, type Fields } from '../../domain/edits/merge'
import type { SharedThing } from '../../domain/edits/shared-things'
import { conflict } from '../../domain/errors'
import { lastEdits } from './last-edits'

type Some = { readonly [name: string]: Fields[string] | undefined }

/**
 * Throws `edit-clash` where somebody else changed one of the given fields since `base`: names each with what it holds now and who
 * wrote that. Call it with the row locked, and with what the row holds then.
 */
export async function refuseClashes(
  tx: TxCtx,
  edit: { entity: SharedThing; key: string; now: Fields; given: Some; base: Some | undefined },
): Promise<void> {
  const { entity, key, now, given, base } = edit
  const fields = base === undefined ? [] : changedMeanwhile(now, known(given), known(base))
  if (base === undefined || fields.length === 0) return
  const writers = await lastEdits(tx, { entity, key, within: 'all' })
  const clashes = fields.map((field) => {
    const writer = writers.find((one) => one.field === field)
    return {
      field,
      base: base[field],
      now: now[field],
      ...(writer === undefined ? {} : { by: writer.by, at: writer.at }),
    }
  })
  throw conflict('edit-clash', `Somebody else changed ${fields.join(', ')} of ${entity} ${key} meanwhile.`, { clashes })
}

const known = (fields: Some): Fields =>
  Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
