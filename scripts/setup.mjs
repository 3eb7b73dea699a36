/**
 * What a fresh clone needs before anything runs: packages, a Node that is new enough, the Prisma client. Plain Node
 * >= 20.19 with nothing installed, and quick when there is nothing to do: each part leaves a stamp of what it was made from.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const NODE_VERSION = '24.21.0'
/** The first Node whose own crypto has argon2id. */
const NODE_OLDEST = [24, 7]
const LOCAL_NODE = join(ROOT, 'node_modules', '.bin', 'node')

/** Returns the path of the Node to run everything with. */
export async function setUp() {
  // .npmrc bars install scripts: one of them wants a download, and the one that is needed is run where its files are used.
  if (!packagesAreInstalled()) await stage('installing packages', 'npm', ['ci', '--loglevel=error'])
  const node = await suitableNode()
  await whenChanged('client', ['package-lock.json', 'prisma/schema', 'prisma.config.ts'], () =>
    stage('generating the database client', node, ['node_modules/prisma/build/index.js', 'generate']),
  )
  return node
}

/** npm keeps what it installed in a lock file of its own. What is optional there may be for other platforms. */
function packagesAreInstalled() {
  const installedFile = join(ROOT, 'node_modules', '.package-lock.json')
  if (!existsSync(installedFile)) return false
  const read = (file) => JSON.parse(readFileSync(file, 'utf8')).packages
  const installed = read(installedFile)
  return Object.entries(read(join(ROOT, 'package-lock.json'))).every(
    ([path, entry]) => path === '' || entry.optional || installed[path]?.version === entry.version,
  )
}

async function suitableNode() {
  if (isNewEnough(process.versions.node) && existsSync(process.execPath)) return process.execPath
  if (!existsSync(LOCAL_NODE)) {
    const folder = join('node_modules', '.node')
    const name = `node-${process.platform}-${process.arch}`
    // In a folder of its own: installed beside the others, it would stand in package.json or fall to the next npm ci.
    const args = ['install', '--no-save', '--no-package-lock', '--loglevel=error']
    await stage(`installing Node ${NODE_VERSION} (this one is ${process.versions.node})`, 'npm', [
      ...args,
      ...['--prefix', folder, `${name}@${NODE_VERSION}`],
    ])
    rmSync(LOCAL_NODE, { force: true })
    symlinkSync(join('..', '.node', 'node_modules', name, 'bin', 'node'), LOCAL_NODE)
  }
  return LOCAL_NODE
}

function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number)
  return major > NODE_OLDEST[0] || (major === NODE_OLDEST[0] && minor >= NODE_OLDEST[1])
}

/** Runs `make` unless it has been run for the present content of these files. */
async function whenChanged(name, paths, make) {
  const stamp = join(ROOT, 'node_modules', '.cache', `haas-${name}`)
  const content = hashOf(paths)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === content) return
  await make()
  mkdirSync(join(stamp, '..'), { recursive: true })
  writeFileSync(stamp, content)
}

/** One hash over files and folders, given relative to the repository's root; `skip` leaves out paths. */
export function hashOf(paths, skip = () => false) {
  const hash = createHash('sha256')
  const add = (path) => {
    if (skip(path) || !existsSync(join(ROOT, path))) return
    const entries = listOf(join(ROOT, path))
    if (entries) for (const entry of entries.sort()) add(`${path}/${entry}`)
    else hash.update(`${path}\0`).update(readFileSync(join(ROOT, path)))
  }
  for (const path of paths) add(path)
  return hash.digest('hex')
}

function listOf(path) {
  try {
    return readdirSync(path)
  } catch (error) {
    if (error.code === 'ENOTDIR') return undefined
    throw error
  }
}

/** Runs a command with one line of progress; its output is shown only when it fails. */
export async function stage(title, command, args, env = process.env) {
  const started = Date.now()
  process.stdout.write(`· ${title} …`)
  const { code, output } = await outputOf(command, args, env)
  process.stdout.write(` ${((Date.now() - started) / 1000).toFixed(1)} s\n`)
  if (code !== 0) throw new Error(`${title} failed (${command} ${args.join(' ')}: exit code ${code})\n${output}`)
}

function outputOf(command, args, env) {
  return new Promise((done, failed) => {
    const child = spawn(command, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
    child.once('error', failed)
    child.once('close', (code) => done({ code, output }))
  })
}
