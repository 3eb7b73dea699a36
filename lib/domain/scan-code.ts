import { isCode } from './code'

/** What a scanner read, and the codes that it may stand for: the likeliest first. Empty where it is no code at all. */
export interface ReadCode {
  kind: 'plain' | 'address' | 'gs1'
  candidates: readonly string[]
}

/** A symbology identifier (ISO/IEC 15424), as hand scanners put before what they read when told to: ]C1, ]d2, ]Q3. */
const SYMBOLOGY = /^\][A-Za-z][0-9A-Za-z]/
/** Those that say: what follows is GS1 element strings. */
const GS1_SYMBOLOGY = /^\](?:C1|e0|d2|Q3|J1)/
/** FNC1 inside a symbol is sent as the ASCII group separator. */
const GS = '\u001d'

/** Application identifiers of a fixed length (GS1 General Specifications, figure 5.10.1-2): digits after the identifier. */
const FIXED: Readonly<Record<string, number>> = {
  '00': 18,
  '01': 14,
  '02': 14,
  '11': 6,
  '12': 6,
  '13': 6,
  '15': 6,
  '16': 6,
  '17': 6,
  '20': 2,
  '410': 13,
  '411': 13,
  '412': 13,
  '413': 13,
  '414': 13,
  '415': 13,
  '416': 13,
  '417': 13,
}
/** Those of up to so many characters, ended by FNC1 or the end. Longer identifiers first: 8004 is no 80. */
const VARIABLE: readonly (readonly [string, number])[] = [
  ['8003', 30],
  ['8004', 30],
  ['240', 30],
  ['241', 30],
  ['242', 6],
  ['250', 30],
  ['251', 30],
  ['253', 30],
  ['400', 30],
  ['10', 20],
  ['21', 20],
  ['22', 20],
  ['30', 8],
  ['37', 8],
  ['90', 30],
  ['91', 90],
  ['92', 90],
  ['93', 90],
  ['94', 90],
  ['95', 90],
  ['96', 90],
  ['97', 90],
  ['98', 90],
  ['99', 90],
]
/** Which of them may name one thing here, the most particular first: serial, asset, its own serial, package, article. */
const NAMING = ['21', '8004', '8003', '250', '00', '240', '241', '01', '02', '414'] as const

/**
 * Reads what came out of a scanner or a camera: a plain code, our own short address (`https://…/s/CODE`, whatever name the
 * installation is reached by), or GS1 element strings, with FNC1, in brackets or as a digital link.
 */
export function readCode(input: string): ReadCode {
  const trimmed = input.trim()
  const isGs1 = GS1_SYMBOLOGY.test(trimmed) || trimmed.startsWith(GS)
  const read = trimmed.replace(SYMBOLOGY, '')
  const text = read.startsWith(GS) ? read.slice(1) : read
  if (isGs1) return gs1(elementStrings(text), text)
  if (/^\(\d{2,4}\)/.test(text)) return gs1(bracketed(text), text)
  if (/^https?:\/\//i.test(text)) return address(text)
  if (text.includes(GS)) return gs1(elementStrings(text), text)
  // Start and stop of Code 39, which some scanners send along.
  return plain(text.replace(/^\*([^*]+)\*$/, '$1'))
}

function plain(text: string): ReadCode {
  return { kind: 'plain', candidates: isCode(text) ? [text] : [] }
}

function address(text: string): ReadCode {
  const path = text.replace(/^https?:\/\/[^/]*/i, '').replace(/[?#].*$/, '')
  const own = /\/s\/([^/]+)\/?$/.exec(path)?.[1]
  if (own !== undefined) {
    const code = decoded(own)
    return { kind: 'address', candidates: isCode(code) ? [code] : [] }
  }
  const parts = path.split('/').filter((part) => part !== '')
  const start = parts.findIndex((part) => part === '01' || part === '8004' || part === '8003' || part === '00')
  if (start < 0) return { kind: 'address', candidates: [] }
  const pairs = parts.slice(start)
  const found = new Map<string, string>()
  for (let at = 0; at + 1 < pairs.length; at += 2) found.set(pairs[at] ?? '', decoded(pairs[at + 1] ?? ''))
  return gs1(found, text)
}

/** A broken escape is read as it stands: it is no code of ours either way. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function gs1(found: ReadonlyMap<string, string>, text: string): ReadCode {
  const named = NAMING.flatMap((ai) => {
    const value = found.get(ai)
    return value === undefined ? [] : [value]
  })
  const candidates = [...new Set(named)].filter(isCode)
  // A scanner that is set to say GS1 for all it reads: what has no identifier is the code itself.
  return candidates.length === 0 && isCode(text) ? plain(text) : { kind: 'gs1', candidates }
}

/** "(01)04012345678901(21)SN-1" */
function bracketed(text: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const [, ai = '', value = ''] of text.matchAll(/\((\d{2,4})\)([^(]*)/g)) found.set(ai, value.trim())
  return found
}

/** "0104012345678901" then "21SN-1": fixed ones follow each other, the others end with FNC1. Stops where it reads nothing. */
function elementStrings(text: string): Map<string, string> {
  const found = new Map<string, string>()
  let rest = text
  while (rest !== '') {
    if (rest.startsWith(GS)) {
      rest = rest.slice(1)
      continue
    }
    const fixed = Object.entries(FIXED).find(
      ([ai, length]) => rest.startsWith(ai) && /^\d+$/.test(rest.slice(ai.length, ai.length + length)),
    )
    const variable = VARIABLE.find(([ai]) => rest.startsWith(ai))
    if (fixed !== undefined && rest.length >= fixed[0].length + fixed[1]) {
      const [ai, length] = fixed
      found.set(ai, rest.slice(ai.length, ai.length + length))
      rest = rest.slice(ai.length + length)
    } else if (variable !== undefined) {
      const [ai, most] = variable
      const end = rest.indexOf(GS)
      const value = rest.slice(ai.length, end < 0 ? undefined : end)
      if (value === '' || value.length > most) break
      found.set(ai, value)
      rest = end < 0 ? '' : rest.slice(end + 1)
    } else break
  }
  return found
}
