import { randomBytes } from 'node:crypto'
import { build } from '../build-application'
import { freePort } from '../embedded-postgres'
import { type Child, startChild, waitUntilReady, webArgs } from '../processes'
import { expecting, makeCaller } from './load'

export interface WebApplication {
  base: string
  web: Child
  /** An API token of a role. */
  tokenOf(role: 'ADMIN' | 'INGEST'): Promise<string>
}

/** The built application over a database, on a port of its own. Whoever starts it stops `web`. */
export async function startWebApplication(url: string): Promise<WebApplication> {
  const port = await freePort()
  const adminToken = randomBytes(32).toString('hex')
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    DATABASE_URL: url,
    NEXTAUTH_SECRET: randomBytes(32).toString('hex'),
    HAAS_ADMIN_TOKEN: adminToken,
    PORT: String(port),
    NEXTAUTH_URL: `http://localhost:${port}`,
    NODE_ENV: 'production',
    LOG_LEVEL: 'warn',
  }
  await build(env)
  const web = startChild({ name: 'web', args: webArgs(), env, patienceMs: 8_000 })
  const base = `http://127.0.0.1:${port}`
  try {
    await waitUntilReady(base, [web])
  } catch (error) {
    await web.stop()
    throw error
  }
  const tokenOf = async (role: 'ADMIN' | 'INGEST') => {
    const admin = makeCaller(`${base}/api/v1`, adminToken)
    const made = expecting(await admin.call('POST', '/tokens', { name: 'bench', role }), 201)
    admin.close()
    return (made.body as { token: string }).token
  }
  return { base, web, tokenOf }
}
