import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative, sep } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkRooms, rules } from '@/scripts/architecture'
import { ROOT } from '@/scripts/embedded-postgres'

const FOLDERS = ['app', 'components', 'e2e', 'lib', 'prisma', 'scripts', 'worker']
const GENERATED = join('lib', 'db', 'generated')
const FEWEST_MODULES = 50
const LINES = 400
const TEST_LINES = 800
/** What every area stands on: several small functions a file. */
const PLUMBING = ['access', 'audit']

const files = FOLDERS.flatMap(filesBelow).filter((file) => /\.(ts|tsx|mjs|cjs)$/.test(file))
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8')
const isTest = (file: string) => /\.(test|trial|spec)\.tsx?$/.test(file)

function filesBelow(folder: string): string[] {
  const entries = readdirSync(join(ROOT), { withFileTypes: true }).some((entry) => entry.name === folder)
    ? readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    : []
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .filter((file) => !file.startsWith(GENERATED))
}

const camelCase = (name: string) => name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

describe('rooms', () => {
  it('every import goes where ARCHITECTURE.md lets it go', async () => {
    const { modules, violations } = await checkRooms()
    expect(violations).toEqual([])
    expect(modules).toBeGreaterThanOrEqual(FEWEST_MODULES)
  })

  it('every folder of lib/services is an area with a rule', () => {
    const areas = readdirSync(join(ROOT, 'lib', 'services'))
    expect(areas.filter((area) => !rules.areas.includes(area))).toEqual([])
  })

  it('the domain reads no clock, no chance and no environment', () => {
    const impure = /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bcrypto\b|\bprocess\.\w/
    const domain = files.filter((file) => file.startsWith(join('lib', 'domain', sep)) && !isTest(file))
    expect(domain.filter((file) => impure.test(read(file)))).toEqual([])
  })

  it('pages are refreshed, and their address is written beside the router, in one place that knows of both', () => {
    const beside = /\bhistory\.(replaceState|pushState)\(|\brouter\.refresh\(/
    const browser = files.filter((file) => /^(app|components|lib.client)\b/.test(file) && !isTest(file))
    expect(browser.filter((file) => beside.test(read(file)))).toEqual([join('lib', 'client', 'page-address.ts')])
    // On the way to another page, a refresh would call the router back.
    expect(browser.filter((file) => /\brouter\.(push|replace)\(/.test(read(file))).sort()).toEqual([
      join('lib', 'client', 'page-address.ts'),
      join('lib', 'client', 'use-go.ts'),
    ])
  })

  it('nothing in the browser calls for what only pages over https have: many stand at http in a network of their own', () => {
    const browser = files.filter((file) => /^(components|lib.client)\b/.test(file) && !isTest(file))
    expect(browser.filter((file) => /\bcrypto\.(randomUUID\(|subtle)/.test(read(file)))).toEqual([])
  })
})

describe('the check of the rooms is itself checked: each violation planted in a copy is seen', () => {
  const target = 'lib/services/inventory/planted-target'
  const planted = (
    [
      ['lib/domain', `@/${target}`, 'room-domain'],
      ['lib/contracts', `@/${target}`, 'room-contracts'],
      ['lib/jobs', `@/${target}`, 'room-jobs'],
      ['lib/services/planning', '@/lib/env/env', 'room-services'],
      ['lib/services/audit', `@/${target}`, 'area-audit'],
      ['lib/services/tickets', '@/lib/services/planning/planted-target', 'area-tickets'],
      ['lib/http', '@/lib/db/client', 'room-auth-http'],
      ['lib/client', `@/${target}`, 'room-client'],
      ['components', `@/${target}`, 'room-components'],
      ['app/planted', '@/lib/db/client', 'room-app'],
      ['worker', '@/components/planted-target', 'room-worker'],
      ['lib/domain', 'zod', 'packages-domain'],
      ['lib/domain', 'node:fs', 'no-builtins-in-domain'],
      ['lib/services/planning', 'next/headers', 'packages-services'],
      ['lib/services/planning', 'server-only', 'no-server-only-outside-next'],
      ['app/planted', '@/lib/testing/database', 'nobody-imports-tests'],
    ] as const
  ).map(([folder, imported, rule], i) => ({ file: `${folder}/planted-${i}.ts`, imported, rule }))
  const copy = mkdtempSync(join(tmpdir(), 'haas-rooms-'))
  let violations: string[] = []
  beforeAll(async () => {
    cpSync(join(ROOT, 'lib'), join(copy, 'lib'), { recursive: true })
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'))
    const targets = [`${target}.ts`, 'lib/services/planning/planted-target.ts', 'components/planted-target.tsx']
    for (const each of targets) plant(each, 'export const target = 1\n')
    for (const { file, imported } of planted)
      plant(file, `import * as target from '${imported}'\nexport const planted = target\n`)
    violations = (await checkRooms(copy)).violations
  })
  afterAll(() => rmSync(copy, { recursive: true }))

  it.each(planted)('$file importing $imported breaks $rule', ({ file, rule }) => {
    expect(violations.some((violation) => violation.startsWith(`${rule}: ${file}`))).toBe(true)
  })

  function plant(file: string, content: string): void {
    const path = join(copy, file)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
  }
})

describe('files', () => {
  it(`none is longer than ${LINES} lines, tests ${TEST_LINES}`, () => {
    const tooLong = files.filter((file) => read(file).split('\n').length - 1 > (isTest(file) ? TEST_LINES : LINES))
    expect(tooLong).toEqual([])
  })

  it('there are no barrels and no attics', () => {
    expect(files.filter((file) => /(^|\/)index\.(ts|tsx|mjs)$/.test(file))).toEqual([])
    expect(files.filter((file) => /(^|\/)(utils?|helpers?|common|misc)(\/|\.)/.test(file))).toEqual([])
  })

  it('every name is in kebab-case', () => {
    // Next's own ([id], (group), _private) are not ours to choose.
    const odd = files.filter((file) =>
      file.split(sep).some((part) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*$/.test(part) && !/^[[(_]/.test(part)),
    )
    expect(odd).toEqual([])
  })

  it('a use case has a file of its own name: place-server.ts exports placeServer and no second one', () => {
    const wrong = files
      .filter((file) => file.startsWith(join('lib', 'services', sep)) && !isTest(file))
      .filter((file) => !PLUMBING.includes(file.split(sep)[2] ?? ''))
      .flatMap((file) => {
        const useCases = [...read(file).matchAll(/^export async function (\w+)/gm)].map((match) => match[1])
        const own = camelCase(basename(file, '.ts'))
        return useCases.every((name) => name === own) ? [] : [`${file} exports ${useCases.join(', ')}`]
      })
    expect(wrong).toEqual([])
  })
})
