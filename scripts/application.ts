/** The application as one piece: database, migrations, build, web and worker. The demo and production differ around it. */
import { join } from 'node:path'
import pg from 'pg'
import { appEnvironment, checkEnvironment, choosePort, dataDir, openDatabase } from './app-environment'
import { simulatorIn } from './demo-simulator'
import { endLeftovers, noteChildren } from './leftovers'
import { migrateDatabase } from './migrate-database'
import { startChild, WORKER_ARGS, waitUntilReady, webArgs } from './processes'
import { stage } from './progress'

export interface Application {
  base: string
  env: NodeJS.ProcessEnv
}

export interface ApplicationOptions {
  /** true: web and worker write to the screen, as production's logs do; false: to files below the data directory. */
  logsOnScreen: boolean
  /** true: missing secrets are made and kept although the database is not the embedded one. */
  alwaysMakeSecrets: boolean
  /** What web is run with, when it is not the built application. */
  web?: (port: number) => string[]
  /** true: a process with a simulated BMC for every server, and new servers get theirs from it. */
  simulatedBmcs?: boolean
  /** Runs between migrations and start. */
  beforeStart(env: NodeJS.ProcessEnv): Promise<void>
}

/**
 * Starts everything, runs `work`, and stops everything: when `work` returns a number, which is the exit code, on the first
 * Ctrl-C or SIGTERM at whatever moment (later ones wait for the orderly stop), and when web or worker dies.
 */
export async function runApplication(
  options: ApplicationOptions,
  work: (application: Application) => Promise<number | undefined>,
): Promise<never> {
  const toStop: { stop(): Promise<void> }[] = []
  const interrupted = new Promise<number>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(0))
  })
  const forever = new Promise<number>(() => {})
  const run = async () => {
    const { application, children } = await start(options, toStop)
    const died = Promise.race(children.map((child) => child.died)).then((reason) => {
      throw new Error(reason)
    })
    return Promise.race([died, work(application).then((code) => code ?? forever)])
  }
  const code = await Promise.race([interrupted, run()]).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    return 1
  })
  // Last started, first stopped: the database goes when nobody needs it any more.
  while (toStop.length > 0) await toStop.pop()?.stop()
  process.exit(code)
}

async function start(options: ApplicationOptions, toStop: { stop(): Promise<void> }[]) {
  const embedded = !process.env.DATABASE_URL
  const policy = { makeSecrets: embedded || options.alwaysMakeSecrets }
  checkEnvironment(policy)
  endLeftovers(dataDir)
  const port = await choosePort()
  const title = embedded ? `starting the embedded PostgreSQL in ${dataDir}` : 'using the PostgreSQL of DATABASE_URL'
  const database = await stage(title, openDatabase)
  toStop.push(database)
  const env = appEnvironment(database.url, port, policy)
  const simulator = options.simulatedBmcs ? await simulatorIn(dataDir) : null
  if (simulator !== null) env.HAAS_SIMULATED_BMCS = simulator.machines
  await migrateDatabase(env)
  await options.beforeStart(env)
  const log = (name: string) => (options.logsOnScreen ? {} : { log: join(dataDir, 'logs', `${name}.log`) })
  const application = { base: `http://127.0.0.1:${port}`, env }
  const children = [
    ...(simulator === null
      ? []
      : [startChild({ name: 'bmc-simulator', args: simulator.args, env, ...log('bmc-simulator'), patienceMs: 5_000 })]),
    startChild({ name: 'web', args: (options.web ?? webArgs)(port), env, ...log('web'), patienceMs: 5_000 }),
    startChild({ name: 'worker', args: WORKER_ARGS, env, ...log('worker'), patienceMs: 25_000 }),
  ]
  toStop.push({ stop: async () => void (await Promise.all(children.map((child) => child.stop()))) })
  noteChildren(
    dataDir,
    children.map((child) => child.pid),
  )
  await stage('starting web and worker', () => waitUntilReady(application.base, children))
  return { application, children }
}

export async function isEmpty(databaseUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    return (await client.query('SELECT 1 FROM datacenters LIMIT 1')).rowCount === 0
  } finally {
    await client.end()
  }
}
