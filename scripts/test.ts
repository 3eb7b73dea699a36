/**
 * `npm test`: every check, one stage after the other, a line with its seconds each; the first failure ends it with its
 * output. `npm test -- --only lint|vitest|e2e` runs a part.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ROOT } from './embedded-postgres'

const RESULTS = join('test-results', 'counts')
const VITEST = join(RESULTS, 'vitest.json')
const PLAYWRIGHT = join(RESULTS, 'playwright.json')

interface Stage {
  part: 'lint' | 'vitest' | 'e2e'
  title: string
  /** A program of node_modules/.bin with its arguments. */
  command: [string, ...string[]]
  env?: Record<string, string>
}

const script = (name: string): [string, ...string[]] => ['node', '--import', 'tsx', `scripts/${name}.ts`]

const STAGES: Stage[] = [
  { part: 'lint', title: 'format and lint (Biome)', command: ['biome', 'ci', '--error-on-warnings', '--colors=off'] },
  // Not what Next generates: it is as old as the last build, and may name routes that are gone.
  { part: 'lint', title: 'types (tsc)', command: ['tsc', '--noEmit', '--project', 'tsconfig.check.json'] },
  { part: 'lint', title: 'rooms (dependency-cruiser)', command: script('architecture-check') },
  { part: 'lint', title: 'every schema change has its migration', command: script('migration-check') },
  {
    part: 'vitest',
    title: 'unit and database tests (vitest)',
    command: ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${VITEST}`],
  },
  { part: 'e2e', title: 'production build', command: script('build') },
  {
    part: 'e2e',
    title: 'end-to-end tests (Playwright)',
    command: ['playwright', 'test', '--reporter=list,json'],
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: PLAYWRIGHT },
  },
]

const { only } = parseArgs({ options: { only: { type: 'string' } } }).values
const stages = STAGES.filter((stage) => only === undefined || stage.part === only)
if (stages.length === 0) throw new Error(`--only is ${only}; it wants lint, vitest or e2e`)

rmSync(join(ROOT, RESULTS), { recursive: true, force: true })
let failed = false
for (const stage of stages) {
  if (await succeeds(stage)) continue
  failed = true
  break
}
const counts = [vitestCounts(), playwrightCounts()]
const passes = counts.reduce((sum, count) => sum + count.passed, 0)
const failures = counts.reduce((sum, count) => sum + count.failed, 0)
// A stage without tests of its own that failed is one failure: "0 failed" must mean that all is well.
console.log(`${passes} passed, ${failed && failures === 0 ? 1 : failures} failed`)
process.exit(failed ? 1 : 0)

async function succeeds({ title, command: [program, ...args], env }: Stage): Promise<boolean> {
  const started = Date.now()
  process.stdout.write(`· ${title} …`)
  mkdirSync(join(ROOT, RESULTS), { recursive: true })
  const child = spawn(program, args, { cwd: ROOT, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      output += chunk
    })
  const code = await new Promise<number>((resolve) => {
    child.once('error', (error) => {
      output += error.message
      resolve(1)
    })
    child.once('close', (exitCode) => resolve(exitCode ?? 1))
  })
  const seconds = ((Date.now() - started) / 1000).toFixed(1)
  console.log(` ${seconds} s${code === 0 ? '' : `  FAILED\n${output.trimEnd()}`}`)
  return code === 0
}

interface Counts {
  passed: number
  failed: number
}

function read(file: string): unknown {
  return existsSync(join(ROOT, file)) ? JSON.parse(readFileSync(join(ROOT, file), 'utf8')) : {}
}

function vitestCounts(): Counts {
  const { numPassedTests = 0, numFailedTests = 0 } = read(VITEST) as Record<string, number>
  return { passed: numPassedTests, failed: numFailedTests }
}

function playwrightCounts(): Counts {
  const { expected = 0, unexpected = 0 } = (read(PLAYWRIGHT) as { stats?: Record<string, number> }).stats ?? {}
  return { passed: expected, failed: unexpected }
}
