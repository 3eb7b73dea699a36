/**
 * The browser for end-to-end tests: Debian's Chromium where it is installed, else the one that npm carries, unpacked with
 * the shared libraries it needs, so that a machine with nothing installed can run it.
 */
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const SYSTEM = '/usr/bin/chromium'

export interface Browser {
  executablePath: string
  args: string[]
  env: Record<string, string>
}

/** Runs as root and in a network without a way out: Chromium is kept from trying either. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-quic',
  '--disable-domain-reliability',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
]

/**
 * Where the packed browser's one font lies. Its own fonts.conf names folders of another system, and without any font Chromium
 * lays text out with no width while a web font is on its way, or ends itself.
 */
const FONTS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
</fontconfig>
`

export async function findBrowser(): Promise<Browser> {
  if (existsSync(SYSTEM)) return { executablePath: SYSTEM, args: ARGS, env: {} }
  const folder = await unpackedBrowser()
  return {
    executablePath: join(folder, 'chromium'),
    args: ARGS,
    env: { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'), FONTCONFIG_PATH: join(folder, 'fonts') },
  }
}

async function unpackedBrowser(): Promise<string> {
  const cache = fileURLToPath(new URL('../../node_modules/.cache/', import.meta.url))
  const folder = join(cache, 'browser')
  if (existsSync(folder)) return folder
  const unfinished = `${folder}.${process.pid}`
  mkdirSync(unfinished, { recursive: true })
  const { default: chromium, inflate } = await import('@sparticuz/chromium')
  const packed = fileURLToPath(new URL('../bin/', import.meta.resolve('@sparticuz/chromium')))
  // It unpacks to the system's temporary folder, where another program's half of one may lie: name it ours meanwhile.
  const before = process.env.TMPDIR
  process.env.TMPDIR = unfinished
  try {
    await chromium.executablePath()
    await inflate(join(packed, 'al2023.tar.br'))
    writeFileSync(join(unfinished, 'fonts', 'fonts.conf'), FONTS)
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
  if (existsSync(folder)) rmSync(unfinished, { recursive: true })
  else renameSync(unfinished, folder)
  return folder
}
