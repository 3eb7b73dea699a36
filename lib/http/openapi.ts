import 'server-only'
import type { z } from 'zod'
import { createDocument, type ZodOpenApiObject, type ZodOpenApiOperationObject } from 'zod-openapi'
import { binary, type Endpoint } from '../contracts/endpoint'
import { problem } from '../contracts/problem'
import { ENDPOINTS } from '../contracts/registry'
import { rolesFor } from '../domain/access/permissions'

const DESCRIPTIONS: Record<number, string> = {
  200: 'Done',
  201: 'Created',
  202: 'Accepted: the work goes on',
  204: 'Done, nothing to show',
  400: 'Malformed, or a field is not valid: `errors` names each',
  401: 'Not signed in, or the token is not valid',
  403: 'The role does not allow it, here or at all',
  404: 'There is no such thing',
  409: 'The state of things forbids it; `code` says which rule, further members name what stands in the way',
  412: 'If-Match names an older version',
  413: 'The body is too large',
  415: 'Not a media type that this operation takes',
  422: 'Valid but impossible',
  429: 'Too many anonymous requests; Retry-After says when to come back',
  500: 'Our fault',
  503: 'The database or queue is away; Retry-After says when to come back',
}

const text = (description: string) => ({ description, schema: { type: 'string' as const } })
const REQUEST_ID = { 'X-Request-Id': { $ref: '#/components/headers/RequestId' } }
const problemResponse = (status: number) => ({ $ref: `#/components/responses/Problem${status}` })

const PARAMETERS = {
  RequestId: {
    name: 'X-Request-Id',
    in: 'header' as const,
    ...text('Comes back in the answer, stands in the log and in the audit log'),
  },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header' as const,
    ...text(
      '1 to 255 printable ASCII characters. A repeat within 24 h gets the first answer; 422 with another body, 409 while the first is still in flight',
    ),
  },
  IfMatch: {
    name: 'If-Match',
    in: 'header' as const,
    ...text('An ETag: the change is made only to that version, else 412'),
  },
}

const COMMON = [400, 401, 403, 429, 500, 503] as const
const EVERY_PROBLEM = [400, 401, 403, 404, 409, 412, 413, 415, 422, 429, 500, 503] as const

/** `listServersEndpoint` → `listServers`, for the generators of clients. */
function toOperation(name: string, endpoint: Endpoint): ZodOpenApiOperationObject {
  const edits = endpoint.refusals?.includes(412) ?? false
  const parameters = [
    'RequestId',
    ...(endpoint.method === 'POST' ? ['IdempotencyKey'] : []),
    ...(edits ? ['IfMatch'] : []),
  ].map((parameter) => ({ $ref: `#/components/parameters/${parameter}` }))
  const refusals = [
    ...COMMON,
    ...(endpoint.refusals ?? []),
    // A repeat with the same Idempotency-Key may be refused on any POST.
    ...(endpoint.method === 'POST' ? [409, 422] : []),
    ...(endpoint.body === undefined ? [] : [413, 415]),
    ...(endpoint.raw === undefined ? [] : [413]),
  ]
  return {
    operationId: name.replace(/Endpoint$/, ''),
    summary: endpoint.summary,
    description: roleText(endpoint),
    tags: [endpoint.tag],
    parameters,
    requestParams: {
      ...(endpoint.params === undefined ? {} : { path: endpoint.params }),
      ...(endpoint.query === undefined ? {} : { query: endpoint.query }),
    },
    ...requestBody(endpoint),
    responses: {
      ...successes(endpoint),
      ...Object.fromEntries([...new Set(refusals)].sort().map((status) => [status, problemResponse(status)])),
    },
  }
}

function roleText(endpoint: Endpoint): string {
  return endpoint.operation === null ? 'Any role.' : `Roles: ${rolesFor(endpoint.operation).join(', ')}.`
}

function requestBody(endpoint: Endpoint): Pick<ZodOpenApiOperationObject, 'requestBody'> {
  if (endpoint.raw !== undefined) {
    const { types, schema } = endpoint.raw
    return { requestBody: { required: true, content: Object.fromEntries(types.map((type) => [type, { schema }])) } }
  }
  if (endpoint.body === undefined) return {}
  const others = (endpoint.accepts ?? []).map((type) => [type, { schema: { type: 'string' as const } }])
  const required = !endpoint.body.safeParse(undefined).success
  return {
    requestBody: {
      required,
      content: { 'application/json': { schema: endpoint.body }, ...Object.fromEntries(others) },
    },
  }
}

function successes(endpoint: Endpoint): ZodOpenApiOperationObject['responses'] {
  const statuses = [endpoint.success, ...(endpoint.alsoSuccess === undefined ? [] : [endpoint.alsoSuccess])]
  const versioned = endpoint.path.includes('{') || endpoint.method === 'POST'
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      {
        description: DESCRIPTIONS[status] ?? 'Done',
        headers: {
          ...REQUEST_ID,
          ...(versioned && status !== 204 ? { ETag: { $ref: '#/components/headers/ETag' } } : {}),
        },
        ...(status === 204 ? {} : { content: contentOf(endpoint) }),
      },
    ]),
  )
}

function contentOf({ file, response }: Endpoint): Record<string, { schema: z.ZodType }> {
  if (file !== undefined) return Object.fromEntries(file.map((type) => [type, { schema: binary }]))
  return { 'application/json': { schema: response } }
}

/** The two paths that are no zod operations. */
const PLAIN_PATHS: NonNullable<ZodOpenApiObject['paths']> = {
  '/events': {
    get: {
      operationId: 'watchChanges',
      summary: 'Server-sent events: what changed',
      description:
        'Each message is `{entity, key}`; an event `beat` comes every 15 s, and `missed` when changes may have been missed: read again what matters.',
      tags: ['Events'],
      parameters: [
        {
          name: 'since',
          in: 'query',
          ...text('A mark that one of our own pages came with: what has changed since then is told first'),
        },
      ],
      responses: {
        200: { description: 'An endless stream', content: { 'text/event-stream': { schema: { type: 'string' } } } },
        ...Object.fromEntries([401, 403, 429, 503].map((status) => [status, problemResponse(status)])),
      },
    },
  },
  '/openapi.json': {
    get: {
      operationId: 'getOpenApi',
      summary: 'This document',
      tags: ['Events'],
      security: [],
      responses: {
        200: { description: 'OpenAPI 3.1', content: { 'application/json': { schema: { type: 'object' } } } },
      },
    },
  },
}

function paths(): NonNullable<ZodOpenApiObject['paths']> {
  const all: Record<string, Record<string, ZodOpenApiOperationObject>> = {}
  for (const [name, endpoint] of Object.entries(ENDPOINTS)) {
    const item = all[endpoint.path] ?? {}
    item[endpoint.method.toLowerCase()] = toOperation(name, endpoint)
    all[endpoint.path] = item
  }
  return { ...all, ...PLAIN_PATHS }
}

/** OpenAPI 3.1 of /api/v1, from the schemas that validate its requests. */
export function openApiDocument(version: string): ReturnType<typeof createDocument> {
  const tags = [...new Set([...Object.values(ENDPOINTS).map((endpoint) => endpoint.tag), 'Events'])]
  const problems = EVERY_PROBLEM.map((status) => [
    `Problem${status}`,
    {
      description: DESCRIPTIONS[status] ?? 'Refused',
      headers: REQUEST_ID,
      content: { 'application/problem+json': { schema: problem } },
    },
  ])
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Mini-HaaS',
      version,
      description:
        'Hardware as a service: servers from the dock to the scrap. Lists take `limit` and an opaque `cursor`; a filter given twice means or. Refusals are RFC 9457 problems with a stable `code`.',
    },
    servers: [{ url: '/api/v1' }],
    tags: tags.map((name) => ({ name })),
    security: [{ token: [] }, { session: [] }],
    paths: paths(),
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'An API token' },
        session: { type: 'apiKey', in: 'cookie', name: 'next-auth.session-token', description: 'A signed-in person' },
      },
      headers: {
        RequestId: text('Names the request in the log and in the audit log'),
        ETag: text('The version of what is shown; send it as If-Match with a change'),
      },
      parameters: PARAMETERS,
      responses: Object.fromEntries(problems),
      schemas: { Problem: problem },
    },
  })
}
