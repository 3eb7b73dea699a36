import { foldCode } from '../code'
import { type PartPlace, type PartState, partWhereabouts } from '../part-state'
import { namesSerial, nextStep, type RepairComponent, type RepairFacts, refuseStep, repairSteps } from './repair'
import { neededOf } from './spares'

/** What a scanned code is, as far as anybody knows. Several may hold: a serial may look like a barcode. */
export type ScannedCode = {
  code: string
  /** It is the barcode, serial or asset number of the ticket's server. */
  ownServer: boolean
  /** It is a server's that the ticket is not about; place in words. `byBarcode` false: by its serial or asset number. */
  otherServer: { barcode: string; place: string; byBarcode: boolean } | null
  /** It is the label of a part. */
  sku: string | null
  /** It is a piece that is known by this serial. here: it is built into the ticket's server by our records. */
  piece: { state: PartState; sku: string | null; here: boolean; place: PartPlace; leftUnscanned: boolean } | null
}

export type ScanRefusal = {
  code: 'wrong-server' | 'wrong-part' | 'step-not-due'
  message: string
  component?: string
  /** A person who knows better may say so, with a note. */
  forcible?: true
}

export type ScanDecision =
  | { step: 'scan-server' }
  | { step: 'remove' | 'install' | 'note-serial'; component: string }
  | { step: 'refused'; refusal: ScanRefusal }

export type ScanFacts = RepairFacts & {
  server: { barcode: string; place: string }
}

/**
 * What a scanned code does to a ticket: the step that it is for, or why it is refused. `component` is what the person says
 * it is about, `force` that they know better than the serial of the disk that failed.
 */
export function decideScan(
  facts: ScanFacts,
  scanned: ScannedCode,
  said: { component?: string | undefined; force: boolean },
): ScanDecision {
  const early = refuseStep({ ...facts, serverScannedAt: undefined }, 'scan-server', null)
  if (early !== null) return refuse('step-not-due', early)
  if (scanned.ownServer) return { step: 'scan-server' }
  if (scanned.otherServer !== null && isOnlyServer(scanned, facts)) return wrongServer(facts, scanned.otherServer)
  if (facts.serverScannedAt === undefined) {
    return refuse('step-not-due', `Scan the server first: ${facts.server.barcode}, ${facts.server.place}.`)
  }
  if (facts.components.every((component) => neededOf(facts.type, component.partKind) === null))
    return refuse('wrong-part', 'Nothing is swapped on this ticket: say what was done, and that it is well.')

  const failed = facts.components.find((component) => isItsSerial(facts, component, scanned.code))
  if (failed !== undefined) return decideFailed(failed)
  return isNewPart(scanned) ? decideNew(facts, scanned, said) : decideOther(facts, scanned, said)
}

const refuse = (
  code: ScanRefusal['code'],
  message: string,
  more: Pick<ScanRefusal, 'component' | 'forcible'> = {},
): ScanDecision => ({ step: 'refused', refusal: { code, message, ...more } })

/** A barcode is never anything else; a serial or asset number may be a part's too. */
function isOnlyServer(scanned: ScannedCode, facts: ScanFacts): boolean {
  if (scanned.sku !== null || scanned.piece !== null) return false
  return !facts.components.some((component) => isItsSerial(facts, component, scanned.code))
}

function wrongServer(facts: ScanFacts, other: NonNullable<ScannedCode['otherServer']>): ScanDecision {
  const { barcode, place } = facts.server
  return refuse(
    'wrong-server',
    `This is ${other.barcode}, ${other.place}. The ticket is about ${barcode}, ${place}. Leave this one alone.`,
  )
}

function isItsSerial(facts: ScanFacts, component: RepairComponent, code: string): boolean {
  if (component.removedSerial !== undefined && foldCode(component.removedSerial) === foldCode(code)) return true
  return namesSerial(facts.type, component.name) && foldCode(component.name) === foldCode(code)
}

function decideFailed(component: RepairComponent): ScanDecision {
  const { name: about } = component
  if (component.removedSerial !== undefined) {
    return refuse('wrong-part', 'This is the one that just came out. Scan the new part.', { component: about })
  }
  if (component.result !== undefined)
    return refuse('wrong-part', `${about} is settled already: nothing is left to do there.`, { component: about })
  return { step: 'remove', component: about }
}

/** A part's label, a piece from a shelf, or one that left its shelf without a scan: none of them comes out of a server. */
function isNewPart({ sku, piece }: ScannedCode): boolean {
  if (sku !== null) return true
  return piece?.state === 'IN_STOCK' || (piece?.state === 'REMOVED' && piece.leftUnscanned)
}

type Said = { component?: string | undefined; force: boolean }

function decideNew(facts: ScanFacts, scanned: ScannedCode, said: Said): ScanDecision {
  const sku = scanned.sku ?? scanned.piece?.sku ?? null
  const asked = facts.components.filter(({ name }) => said.component === undefined || name === said.component)
  const steps = repairSteps(facts).filter(({ name, state }) => name === 'install' && state === 'now')
  const ready = asked.filter(({ name }) => steps.some(({ component }) => component === name))
  const chosen = ready.find(({ part }) => sku !== null && foldCode(part?.sku ?? '') === foldCode(sku)) ?? ready[0]
  if (chosen !== undefined) return { step: 'install', component: chosen.name }
  const unnamed = asked.find((component) => isUnnamed(component, scanned))
  if (unnamed !== undefined) return { step: 'note-serial', component: unnamed.name }
  const blocked = asked.find(({ result }) => result === undefined)
  if (blocked === undefined)
    return refuse('wrong-part', 'Nothing is left to put in: every part of this ticket is settled.')
  const why = refuseStep(facts, 'install', blocked) ?? 'Not yet.'
  const whichOne = blocked.removedSerial === undefined && namesSerial(facts.type, blocked.name)
  const name = whichOne ? `${why} Its serial is ${blocked.name}.` : why
  return refuse('step-not-due', name, { component: blocked.name })
}

/** It was put in by the label of its part, and this may be the piece. */
function isUnnamed(component: RepairComponent, { piece }: ScannedCode): boolean {
  if (piece === null || piece.sku === null || component.result !== 'replaced') return false
  if (component.installedSerial !== undefined || component.verifiedAt !== undefined) return false
  return foldCode(component.part?.sku ?? '') === foldCode(piece.sku)
}

function decideOther(facts: ScanFacts, scanned: ScannedCode, said: Said): ScanDecision {
  const steps = repairSteps(facts).filter(
    ({ component }) => component !== undefined && (said.component === undefined || component === said.component),
  )
  const due = nextStep(steps)
  const component = facts.components.find(({ name }) => name === due?.component)
  if (due === null || component === undefined)
    return refuse('wrong-part', 'Every part of this ticket is settled: nothing is left to scan.')
  if (due.name === 'remove') return decideRemoved(facts, scanned, component, said.force)
  if (due.name === 'verify' && component.installedSerial === undefined && scanned.piece === null)
    return { step: 'note-serial', component: component.name }
  if (due.state === 'later') return refuse('step-not-due', due.refusal ?? 'Not yet.', { component: component.name })
  return refuse('wrong-part', strangerWords(scanned), { component: component.name })
}

function decideRemoved(
  facts: ScanFacts,
  scanned: ScannedCode,
  component: RepairComponent,
  force: boolean,
): ScanDecision {
  const { name } = component
  const { piece, code } = scanned
  if (force) return { step: 'remove', component: name }
  if (namesSerial(facts.type, name)) {
    return refuse(
      'wrong-part',
      `This is not the disk that failed. Put ${code} back and take out the one with the serial ${name}.`,
      { component: name, forcible: true },
    )
  }
  if (foldCode(code) === foldCode(name)) {
    return refuse('wrong-part', `${name} is where it sits: scan the serial on the part that comes out.`, {
      component: name,
    })
  }
  if (piece !== null && !piece.here) {
    return refuse('wrong-part', `By our records ${code} ${partWhereabouts(piece.state, piece.place)}.`, {
      component: name,
      forcible: true,
    })
  }
  return { step: 'remove', component: name }
}

/** A code that can't be the new part, while that is what is asked for. */
function strangerWords({ code, piece }: ScannedCode): string {
  if (piece === null)
    return 'Nobody knows this code. Scan the label of the part, or receive the piece into stock with its serial first.'
  const where = partWhereabouts(piece.state, piece.place)
  return piece.state === 'INSTALLED'
    ? `${code} ${where} already. Scan the new part.`
    : `${code} ${where}. If it is well, receive it into stock first.`
}
