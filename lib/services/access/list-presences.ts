import type { PresentPeople } from '../../contracts/access/presence'
import type { Ctx } from '../../db/context'
import type { SharedThing } from '../../domain/edits/shared-things'
import { forbidden } from '../../domain/errors'
import { findSharedThing } from './find-shared-thing'
import { othersPresent } from './others-present'

/** Who else is on the page of a thing now. People's names are for people: a token is refused. */
export async function listPresences(ctx: Ctx, input: { entity: SharedThing; key: string }): Promise<PresentPeople> {
  if (ctx.actor.kind === 'token') throw forbidden('Who is on a page is told to people, not to tokens.')
  const { key } = await findSharedThing(ctx, input)
  return othersPresent(ctx, { entity: input.entity, key })
}
