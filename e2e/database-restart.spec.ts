/** PostgreSQL stops and starts again under the running app: no restart of the app, no accepted write lost. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from '@playwright/test'
import { freePort, ROOT, startEmbedded } from '../scripts/embedded-postgres'
import { startChild, WORKER_ARGS, waitUntilReady, webArgs } from '../scripts/processes'

const TOKEN = 'admin-token-of-the-restart-test-and-nothing-else'
const MODEL = {
  slug: 'restart-1u',
  manufacturer: 'Test',
  model: '1U',
  heightU: 1,
  depth: 'full',
  cpuCores: 64,
  ramGb: 512,
  nvmeGb: 7_680,
}

test('PostgreSQL restarts under load: the app goes on by itself and keeps every write that it accepted', async () => {
  test.setTimeout(180_000)
  const dataDir = mkdtempSync(join(tmpdir(), 'haas-restart-'))
  let server = await startEmbedded({ dataDir, durable: true })
  const databasePort = Number(new URL(server.url).port)
  const port = await freePort()
  const base = `http://127.0.0.1:${port}`
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: 'production',
    DATABASE_URL: server.url,
    PORT: String(port),
    HAAS_DATA_DIR: dataDir,
    HAAS_SIMULATED_BMCS: 'sim:',
    NEXTAUTH_URL: base,
    NEXTAUTH_SECRET: 'for-the-restart-test-and-nothing-else-at-all',
    HAAS_ADMIN_TOKEN: TOKEN,
  }
  const call = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${base}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(20_000),
    })
    return { status: response.status, body: await response.json() }
  }
  execFileSync(process.execPath, ['node_modules/prisma/build/index.js', 'migrate', 'deploy'], {
    cwd: ROOT,
    env,
    stdio: 'pipe',
  })
  const log = (name: string) => join(ROOT, 'test-results', 'logs', `restart-${name}.log`)
  const children = [
    startChild({ name: 'web', args: webArgs(), env, log: log('web'), patienceMs: 5_000 }),
    startChild({ name: 'worker', args: WORKER_ARGS, env, log: log('worker'), patienceMs: 25_000 }),
  ]
  try {
    await waitUntilReady(base, children)
    await call('POST', '/datacenters', { code: 'RST1' })
    await call('POST', '/warehouses', { code: 'RST1-W1', datacenter: 'RST1' })
    await call('POST', '/server-models', MODEL)
    await call('POST', '/racks', { code: 'RST1-A01', datacenter: 'RST1', heightU: 42 })
    for (let u = 1; u <= 4; u++)
      await call('POST', '/inventory/scans', {
        barcode: `RST-P${u}`,
        location: { rack: 'RST1-A01', u },
        model: MODEL.slug,
      })
    const order = await call('POST', '/orders', { customer: 'restart', datacenter: 'RST1', cpuCores: 256 })
    const number: string = order.body.number
    await call('POST', `/orders/${number}/plan`, {})
    expect((await call('POST', `/orders/${number}/allocate`, {})).status).toBe(200)
    expect((await call('POST', `/orders/${number}/provision`, {})).status).toBe(202)

    const accepted: string[] = []
    const refused = new Set<number>()
    let writing = true
    const writers = Array.from({ length: 4 }, async (_, writer) => {
      for (let n = 0; writing; n++) {
        const barcode = `RST-W${writer}-${n}`
        const { status } = await call('POST', '/inventory/scans', {
          barcode,
          location: { warehouse: 'RST1-W1' },
          model: MODEL.slug,
        })
        if (status < 300) accepted.push(barcode)
        else refused.add(status)
      }
    })
    await sleep(1_000)
    await server.stop()
    await sleep(2_000)
    const before = accepted.length
    server = await startEmbedded({ dataDir, port: databasePort, durable: true })
    await expect.poll(() => accepted.length, { timeout: 30_000 }).toBeGreaterThan(before + 20)
    writing = false
    await Promise.all(writers)

    // Away is 503, or 409 for a write that was cut off between its retries; never a 500.
    expect([...refused].filter((status) => status !== 503 && status !== 409)).toEqual([])
    for (const barcode of accepted) expect((await call('GET', `/servers/${barcode}`)).status, barcode).toBe(200)
    await expect
      .poll(async () => (await call('GET', `/orders/${number}`)).body.status, { timeout: 60_000 })
      .toBe('ACTIVE')
    expect(await Promise.race([...children.map((child) => child.died), sleep(10).then(() => 'alive')])).toBe('alive')
  } finally {
    for (const child of children) await child.stop()
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
})
