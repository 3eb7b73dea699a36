/**
 * `npm run demo`: the whole product with a demo world, driven once through its main job and left running.
 * `npm run demo -- --once` stops after the main job; exit 0 only if every step of it did what it should.
 */

import { signIns } from '@/prisma/seed/sign-ins'
import { isEmpty, runApplication } from './application'
import { build } from './build-application'
import { runMainJob } from './main-job'
import { stage } from './setup.mjs'

const once = process.argv.includes('--once')

async function prepare(env: NodeJS.ProcessEnv): Promise<void> {
  if (await isEmpty(env.DATABASE_URL ?? ''))
    await stage('seeding the demo world', process.execPath, ['--import', 'tsx', 'prisma/seed/main.ts'], env)
  await build(env)
}

await runApplication(
  { logsOnScreen: false, alwaysMakeSecrets: true, beforeStart: prepare, simulatedBmcs: true },
  async ({ base, env }) => {
    const machines = env.HAAS_SIMULATED_BMCS ?? ''
    const passed = await runMainJob({
      ...{ base, machines, token: env.HAAS_ADMIN_TOKEN ?? '' },
      log: (line) => console.log(line),
    })
    if (once) return passed ? 0 : 1
    const rows = signIns.map(({ role, email, password }) => `  ${role.padEnd(12)} ${email.padEnd(32)} ${password}`)
    console.log(`\n${env.NEXTAUTH_URL}\n\n${rows.join('\n')}\n\nCtrl-C stops it; the data stay.`)
    return undefined
  },
)
