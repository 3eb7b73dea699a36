/** A schema change without its migration: fails and prints what is missing. Part of `npm test`. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { startTestServer } from '@/lib/testing/test-server'
import { ROOT } from './embedded-postgres'

const server = await startTestServer()
try {
  const prisma = join(ROOT, 'node_modules', 'prisma', 'build', 'index.js')
  const from = ['--from-migrations', 'prisma/migrations', '--to-schema', 'prisma/schema', '--exit-code']
  const env = { ...process.env, DATABASE_URL: server.url }
  execFileSync(process.execPath, [prisma, 'migrate', 'diff', ...from], { cwd: ROOT, env, stdio: 'inherit' })
} catch {
  process.exitCode = 1
} finally {
  await server.stop()
}
