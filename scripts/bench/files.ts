/** Files over HTTP, with so many clients at once: how soon their first bytes come, and how fast the rest. */
import { request } from 'node:http'
import { barcodeOf } from '../../lib/testing/list-cases/list-case'
import { percentile } from './load'

const A_SHEET = Array.from({ length: 24 }, (_, n) => barcodeOf(1_000 + n))

const FILES = [
  { name: 'servers.csv: all', path: '/servers.csv' },
  { name: 'servers.csv: of a datacenter, by last change', path: '/servers.csv?datacenter=DC7&sort=-updatedAt' },
  { name: 'servers.csv: part of a barcode', path: '/servers.csv?q=0012' },
  { name: 'labels.pdf: a sheet of servers', path: `/labels.pdf?codes=${A_SHEET.join(',')}` },
]
/** Of a longer file no more is read: it goes on as fast. */
const MOST_BYTES = 5_000_000
const FIRST_ASKED = 200

/** Each client reads each file once, after one reading that is not counted. */
export async function benchFiles(base: string, token: string, clients: number): Promise<void> {
  console.log(`\nfiles over HTTP, ${clients} clients: first bytes p50 and p95 ms, and MB/s of all together`)
  for (const { name, path } of FILES) {
    await readFile(`${base}/api/v1${path}`, token)
    const from = performance.now()
    const read = await Promise.all(Array.from({ length: clients }, () => readFile(`${base}/api/v1${path}`, token)))
    const seconds = (performance.now() - from) / 1000
    const first = read.map((one) => one.firstMs).sort((a, b) => a - b)
    const [p50, p95] = [percentile(first, 0.5), percentile(first, 0.95)]
    const rate = read.reduce((sum, one) => sum + one.bytes, 0) / 1_000_000 / seconds
    const verdict = p95 <= FIRST_ASKED ? '' : `   over ${FIRST_ASKED}`
    console.log(
      `  ${name.padEnd(64)}${p50.toFixed(1).padStart(9)}${p95.toFixed(1).padStart(9)}${rate.toFixed(1).padStart(9)}${verdict}`,
    )
  }
}

function readFile(url: string, token: string): Promise<{ firstMs: number; bytes: number }> {
  return new Promise((resolve, reject) => {
    const from = performance.now()
    const sent = request(url, { headers: { authorization: `Bearer ${token}` } }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${url} answered ${response.statusCode}`))
      let firstMs: number | null = null
      let bytes = 0
      const done = () => resolve({ firstMs: firstMs ?? performance.now() - from, bytes })
      response.on('data', (part: Buffer) => {
        firstMs ??= performance.now() - from
        bytes += part.length
        if (bytes < MOST_BYTES) return
        done()
        response.destroy()
      })
      response.on('end', done)
      response.on('error', reject)
    })
    sent.on('error', reject)
    sent.end()
  })
}
