/** `npm run migration -- <name>`: writes the migration that takes prisma/migrations to the present prisma/schema. */
import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { openDatabase } from './app-environment'
import { ROOT } from './embedded-postgres'

const name = process.argv[2]
if (!name || !/^[a-z0-9-]+$/.test(name)) throw new Error('npm run migration -- <name>: the name in kebab-case')

const database = await openDatabase()
try {
  const prisma = join(ROOT, 'node_modules', 'prisma', 'build', 'index.js')
  const from = ['--from-migrations', 'prisma/migrations', '--to-schema', 'prisma/schema', '--script']
  const env = { ...process.env, DATABASE_URL: database.url }
  const { stdout } = await promisify(execFile)(process.execPath, [prisma, 'migrate', 'diff', ...from], {
    cwd: ROOT,
    env,
  })
  if (stdout.includes('This is an empty migration')) console.log('The migrations already make the present schema.')
  else write(stdout)
} finally {
  await database.stop()
}

function write(sql: string): void {
  const time = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14)
  const folder = join('prisma', 'migrations', `${time}_${name}`)
  const lock = join(ROOT, 'prisma', 'migrations', 'migration_lock.toml')
  mkdirSync(join(ROOT, folder), { recursive: true })
  writeFileSync(join(ROOT, folder, 'migration.sql'), sql)
  if (!existsSync(lock)) writeFileSync(lock, 'provider = "postgresql"\n')
  console.log(`${folder}/migration.sql`)
}
