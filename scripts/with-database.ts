/**
 * `node scripts/run.mjs with-database [--migrate] <command> [args]`: runs a command of node_modules/.bin with the app's
 * environment, on DATABASE_URL or on the embedded database, which is started for as long as the command runs unless it is
 * running. `--migrate` brings the database up to date first, as a fresh clone's is empty.
 */
import { spawn } from 'node:child_process'
import { dataDir, openDatabase } from './app-environment'
import { ROOT } from './embedded-postgres'
import { migrateDatabase } from './migrate-database'

const migrate = process.argv[2] === '--migrate'
const [command = '', ...args] = process.argv.slice(migrate ? 3 : 2)

const database = await openDatabase()
// Neither a worker nor a seed nor Prisma signs sessions: they are not asked for the secrets of the web.
const env = { ...process.env, DATABASE_URL: database.url, HAAS_DATA_DIR: dataDir, NEXT_TELEMETRY_DISABLED: '1' }
if (migrate) {
  try {
    await migrateDatabase(env)
  } catch (error) {
    await database.stop()
    throw error
  }
}
const child = spawn(command, args, { cwd: ROOT, env, stdio: 'inherit' })
// From a terminal Ctrl-C reaches the command as well: it ends in its own order, and the database after it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
const code = await new Promise<number>((resolve) => {
  child.once('error', (error) => {
    console.error(error.message)
    resolve(1)
  })
  child.once('exit', (exitCode) => resolve(exitCode ?? 1))
})
await database.stop()
process.exit(code)
