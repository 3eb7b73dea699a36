#!/usr/bin/env node
/**
 * Prisma's schema engine without its native binary: the CLI starts this file (PRISMA_SCHEMA_ENGINE_BINARY) and speaks
 * JSON-RPC with it, a line a message; the answers come from the engine's WebAssembly build over adapter-pg.
 *
 * What differs from plain adapter-pg, and why, stands at each place below.
 */
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'

const CHAR_OID = 18
const DUPLICATE_DATABASE = ['42P04', '23505']

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  strict: false,
  options: { datasource: { type: 'string' }, datamodels: { type: 'string', multiple: true, short: 'd' } },
})
const url = options.datasource ? JSON.parse(options.datasource).url : ''

let panic = ''
globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (message) => (panic = message) }

/** Describing a live database reads `"char"` columns, a type that adapter-pg does not know. */
function knowingChar(queryable) {
  const charColumns = new WeakMap()
  const performIO = queryable.performIO.bind(queryable)
  const queryRaw = queryable.queryRaw.bind(queryable)
  queryable.performIO = async (query) => {
    // Several statements in one string give several results: the last one answers.
    const result = [await performIO(query)].flat().at(-1)
    charColumns.set(
      result.rows,
      result.fields.flatMap((field, i) => (field.dataTypeID === CHAR_OID ? [i] : [])),
    )
    const fields = result.fields.map((f) => (f.dataTypeID === CHAR_OID ? { name: f.name, dataTypeID: 25 } : f))
    return { fields, rows: result.rows, rowCount: result.rowCount }
  }
  queryable.queryRaw = async (query) => {
    const result = await queryRaw(query)
    for (const i of charColumns.get(result.rows) ?? []) result.columnTypes[i] = ColumnTypeEnum.Character
    return result
  }
  return queryable
}

/** A connection for the engine. Scripts go whole: adapter-pg would cut them at every `;`, `$$` bodies included. */
async function connect(connectionString) {
  const adapter = knowingChar(await new PrismaPg({ connectionString, options: '-c TimeZone=UTC' }).connect())
  const startTransaction = adapter.startTransaction.bind(adapter)
  adapter.startTransaction = async (level) => knowingChar(await startTransaction(level))
  adapter.executeScript = async (script) => {
    await adapter
      .underlyingDriver()
      .query(script)
      .catch((error) => adapter.onError(error))
  }
  return adapter
}

async function onServer(connectionString, sql) {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    return await client.query(sql)
  } finally {
    await client.end()
  }
}

/** Shadow databases made during the present call. They go when it ends: the CLI kills the engine without a farewell. */
const shadows = []

const factory = {
  provider: 'postgres',
  adapterName: '@prisma/adapter-pg',
  connect: () => connect(url),
  connectToShadowDb: async () => {
    const name = `prisma_migrate_shadow_db_${crypto.randomUUID()}`
    await onServer(url, `CREATE DATABASE "${name}"`)
    const shadowUrl = new URL(url)
    shadowUrl.pathname = `/${name}`
    const adapter = await connect(shadowUrl.href)
    shadows.push({ name, adapter })
    // The pool is ended in dropShadows: ending it twice is an error, and the engine may or may not dispose.
    adapter.dispose = async () => {}
    return adapter
  },
}

const bound = bindMigrationAwareSqlAdapterFactory(factory)

async function dropShadows() {
  for (const { name, adapter } of shadows.splice(0)) {
    await adapter.underlyingDriver().end()
    await onServer(url, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`)
  }
}

async function startEngine() {
  const file = new URL('schema_engine_bg.wasm', import.meta.resolve('@prisma/schema-engine-wasm/schema_engine_bg'))
  const { instance } = await WebAssembly.instantiate(readFileSync(fileURLToPath(file)), {
    './schema_engine_bg.js': bindings,
  })
  bindings.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()
  const datamodels = options.datamodels?.map((path) => [path, readFileSync(path, 'utf8')])
  return bindings.SchemaEngine.new({ datamodels }, () => {}, bound)
}

const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)

async function call(engine, method, params) {
  if (method === 'getDatabaseVersion') return engine.version()
  if (method === 'createDatabase') return createDatabase()
  // evaluateDataLoss finds the shadow factory only on an engine that has diagnosed before.
  if (method === 'evaluateDataLoss')
    await engine.devDiagnostic({ migrationsList: params.migrationsList, filters: params.filters })
  const result = await engine[method](params)
  // The CLI prints a diff on request, not from the result; what it answers has no `method` and is skipped below.
  if (method === 'diff' && result.stdout !== undefined && result.stdout !== null)
    send({ id: 0, method: 'print', params: { content: result.stdout } })
  return result ?? {}
}

function errorOf(error) {
  // The engine knows an error that the adapter did not map by its number only.
  const number = /External error id#(\d+)/.exec(error.message)?.[1]
  const cause = number && bound.errorRegistry.consumeError(Number(number))?.error
  const message = panic || cause?.message || error.message || String(error)
  return { code: 4466, message, data: { is_panic: panic !== '', message, error_code: error.code ?? null } }
}

async function createDatabase() {
  const server = new URL(url)
  const name = decodeURIComponent(server.pathname.slice(1))
  server.pathname = '/postgres'
  await onServer(server.href, `CREATE DATABASE ${pg.escapeIdentifier(name)}`).catch((error) => {
    if (!DUPLICATE_DATABASE.includes(error.code)) throw error
  })
  return { databaseName: name }
}

/** `cli can-connect-to-database` and `cli create-database`: exit code 0, or one JSON log line that says why not. */
async function runCli(command) {
  try {
    await (command === 'create-database' ? createDatabase() : onServer(url, 'SELECT 1'))
  } catch (error) {
    const code = { '3D000': 'P1003', '28P01': 'P1000', ECONNREFUSED: 'P1001' }[error.code] ?? 'P1011'
    const fields = { error_code: code, message: error.message || String(error.code) }
    // The CLI leaves out the first line of the log.
    process.stderr.write(`\n${JSON.stringify({ level: 'ERROR', target: 'schema_engine::logger', fields })}`)
    process.exitCode = 1
  }
}

async function serve() {
  process.on('uncaughtException', (error) => {
    process.stderr.write(`${JSON.stringify({ level: 'ERROR', fields: { message: panic || error.message } })}\n`)
    process.exit(101)
  })
  const engine = await startEngine()
  for await (const line of createInterface({ input: process.stdin })) {
    const { id, method, params } = JSON.parse(line)
    if (!method) continue
    const answer = await call(engine, method, params).then(
      (result) => ({ result }),
      (error) => ({ error: errorOf(error) }),
    )
    await dropShadows()
    send({ id, ...answer })
  }
  process.exit(0)
}

const command = positionals.at(-1)
await (positionals.includes('cli') ? runCli(command) : serve())
