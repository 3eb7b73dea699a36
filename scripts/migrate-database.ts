import { join } from 'node:path'
import { stage } from './setup.mjs'

/** Brings the database of DATABASE_URL up to date, with a line of progress. */
export async function migrateDatabase(env: NodeJS.ProcessEnv): Promise<void> {
  const prisma = join('node_modules', 'prisma', 'build', 'index.js')
  await stage('migrating the database', process.execPath, [prisma, 'migrate', 'deploy'], env)
}
