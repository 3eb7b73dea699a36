import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './embedded-postgres'
import { NEXT } from './processes'
import { hashOf, stage } from './setup.mjs'
import { compressStatic } from './static-files'

const SOURCES = [
  'app',
  'components',
  'lib',
  'public',
  'prisma/schema',
  'proxy.ts',
  'instrumentation.ts',
  'package-lock.json',
]
const SETTINGS = ['next.config.mjs', 'postcss.config.mjs', 'tsconfig.json']
/** `next build`, unless the last one was made from the present sources. */
export async function build(env: NodeJS.ProcessEnv): Promise<void> {
  const stamp = join(ROOT, '.next', 'haas-sources')
  const isTest = (path: string) => /\.(test|trial)\.tsx?$|^lib\/testing/.test(path)
  const sources = hashOf([...SOURCES, ...SETTINGS], isTest)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return
  await stage('building the web application', process.execPath, [NEXT, 'build'], {
    ...env,
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
  })
  await compressStatic(join(ROOT, '.next', 'static'))
  writeFileSync(stamp, sources)
}
