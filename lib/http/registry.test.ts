import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '@/scripts/embedded-postgres'
import { ENDPOINTS } from '../contracts/registry'
import { openApiDocument } from './openapi'

const API = join(ROOT, 'app', 'api', 'v1')
/** Routes that are no zod operations. */
const PLAIN = ['/[[...path]]', '/events', '/openapi.json']

const filesBelow = (folder: string, ending: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith(ending))

/** What the route files say: `GET: handle(listServersEndpoint, …)` in servers/route.ts. */
const routed = filesBelow(API, 'route.ts').flatMap((file) => {
  const path = `/${file.replace(/\/?route\.ts$/, '')}`
  const text = readFileSync(join(API, file), 'utf8')
  const handlers = [...text.matchAll(/(GET|POST|PUT|PATCH|DELETE):\s*handle\(\s*(\w+)/g)]
  return [{ file, path, handlers: handlers.map(([, method, name]) => ({ method, name: name ?? '' })) }]
})

describe('the registry', () => {
  it('holds every endpoint that is declared, each method and path once', () => {
    const contracts = join(ROOT, 'lib', 'contracts')
    const declared = filesBelow(contracts, '.ts')
      .flatMap((file) => [...readFileSync(join(contracts, file), 'utf8').matchAll(/^export const (\w+Endpoint) = /gm)])
      .map((match) => match[1])
    expect(Object.keys(ENDPOINTS).sort()).toEqual(declared.sort())
    const operations = Object.values(ENDPOINTS).map(({ method, path }) => `${method} ${path}`)
    expect(new Set(operations).size).toBe(operations.length)
  })

  it('every entry has its route file, which handles it under its own method', () => {
    const missing = Object.entries(ENDPOINTS).flatMap(([name, { method, path }]) => {
      const route = routed.find((each) => each.path === path.replaceAll(/\{(\w+)\}/g, '[$1]'))
      const found = route?.handlers.some((handler) => handler.name === name && handler.method === method)
      return found ? [] : [`${method} ${path}: ${name}`]
    })
    expect(missing).toEqual([])
  })

  it('every route file handles what the registry knows, and nothing else', () => {
    const strange = routed
      .filter(({ path }) => !PLAIN.includes(path))
      .flatMap(({ file, handlers }) =>
        handlers.length === 0
          ? [`${file} handles nothing`]
          : handlers.flatMap(({ name }) => (name in ENDPOINTS ? [] : [`${file}: ${name}`])),
      )
    expect(strange).toEqual([])
    expect(PLAIN.filter((path) => !existsSync(join(API, path, 'route.ts')))).toEqual([])
  })
})

describe('the OpenAPI document', () => {
  const text = JSON.stringify(openApiDocument('1.2.3'))
  const document = JSON.parse(text)

  it('is 3.1, of this version, with tags, ways to sign in and an address', () => {
    expect(document).toMatchObject({ openapi: '3.1.0', info: { title: 'Mini-HaaS', version: '1.2.3' } })
    expect(Object.keys(document.components.securitySchemes)).toEqual(['token', 'session'])
    expect(document.servers).toEqual([{ url: '/api/v1' }])
  })

  it('shows every operation, with a unique name, a known tag, every path parameter and its refusals', () => {
    const tags = document.tags.map((tag: { name: string }) => tag.name)
    const names = new Set<string>()
    for (const [name, endpoint] of Object.entries(ENDPOINTS)) {
      const operation = document.paths[endpoint.path]?.[endpoint.method.toLowerCase()]
      expect(operation, name).toBeDefined()
      names.add(operation.operationId)
      expect(tags).toContain(operation.tags[0])
      const parameters = operation.parameters.filter((parameter: { in?: string }) => parameter.in === 'path')
      const inPath = [...endpoint.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1])
      expect(parameters.map((parameter: { name: string }) => parameter.name).sort(), name).toEqual(inPath.sort())
      for (const status of [400, 401, 403, endpoint.success, ...(endpoint.refusals ?? [])])
        expect(operation.responses[status], `${name} ${status}`).toBeDefined()
    }
    expect(names.size).toBe(Object.keys(ENDPOINTS).length)
  })

  it('points only to what is there', () => {
    const broken = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)]
      .map((match) => match[1] ?? '')
      .filter((path) => path.split('/').reduce((at, key) => at?.[key], document) === undefined)
    expect(broken).toEqual([])
  })

  it('POST takes an Idempotency-Key, edits take If-Match, refusals are problem+json', () => {
    const headersOf = (operation: { parameters: { $ref?: string }[] }) =>
      operation.parameters.flatMap(({ $ref }) => $ref?.split('/').at(-1) ?? [])
    expect(headersOf(document.paths['/orders'].post)).toEqual(['RequestId', 'IdempotencyKey'])
    expect(headersOf(document.paths['/orders/{number}'].patch)).toEqual(['RequestId', 'IfMatch'])
    for (const response of Object.values<{ content: object }>(document.components.responses))
      expect(Object.keys(response.content)).toEqual(['application/problem+json'])
  })
})
