/** Runs the rules of .dependency-cruiser.cjs over a code base. */
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { cruise, type IConfiguration, type IForbiddenRuleType } from 'dependency-cruiser'
import { ROOT } from './embedded-postgres'

const ROOMS = ['app', 'components', 'e2e', 'lib', 'prisma', 'scripts', 'worker']

export interface Findings {
  modules: number
  violations: string[]
}

export const rules = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as {
  areas: string[]
  forbidden: IForbiddenRuleType[]
}

export async function checkRooms(root: string = ROOT): Promise<Findings> {
  const options: IConfiguration['options'] & object = {
    baseDir: root,
    exclude: { path: '^lib/db/generated/' },
    doNotFollow: { path: 'node_modules' },
    parser: 'swc',
  }
  const { output } = await cruise(
    ROOMS.filter((room) => existsSync(join(root, room))),
    { ...options, validate: true, ruleSet: { forbidden: rules.forbidden } },
    // TypeScript 7 has no API that the cruiser could read tsconfig's paths with.
    {
      alias: { '@': root },
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.css', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  )
  if (typeof output === 'string') throw new Error(output)
  const violations = output.summary.violations.map((v) => `${v.rule.name}: ${v.from} → ${v.to}`)
  return { modules: output.modules.filter((m) => !m.source.includes('node_modules')).length, violations }
}
