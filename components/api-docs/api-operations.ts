import { z } from 'zod'

/** As much of an OpenAPI 3.1 document as the page reads. */
const documentShape = z.object({
  info: z.object({ version: z.string(), description: z.string().optional() }),
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
})
const operationShape = z.object({
  operationId: z.string().optional(),
  summary: z.string().optional(),
  description: z.string().optional(),
  tags: z.array(z.string()).optional(),
  parameters: z.array(z.unknown()).optional(),
  requestBody: z.object({ content: z.record(z.string(), z.object({ schema: z.unknown() })) }).optional(),
  responses: z.record(z.string(), z.unknown()).optional(),
})
const parameterShape = z.object({
  name: z.string(),
  in: z.string(),
  required: z.boolean().optional(),
  schema: z.unknown().optional(),
})

export interface ApiField {
  name: string
  type: string
  required: boolean
}

export interface ApiOperation {
  id: string
  method: string
  path: string
  summary: string
  /** Which roles may call it. */
  roles: string
  query: ApiField[]
  body: ApiField[]
  statuses: string[]
}

export interface ApiGroup {
  tag: string
  operations: ApiOperation[]
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete']
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** A schema in one word or two: "string", "integer[]", "A | B", a named view. */
export function typeText(schema: unknown): string {
  if (!isRecord(schema)) return 'any'
  if (typeof schema.$ref === 'string') return schema.$ref.split('/').at(-1) ?? 'object'
  if (Array.isArray(schema.enum)) return schema.enum.map(String).join(' | ')
  if (schema.const !== undefined) return String(schema.const)
  const either = [schema.anyOf, schema.oneOf].find(Array.isArray)
  if (either !== undefined) return either.map(typeText).join(' or ')
  if (schema.type === 'array') return `${typeText(schema.items)}[]`
  if (Array.isArray(schema.type)) return schema.type.join(' or ')
  return typeof schema.type === 'string' ? schema.type : 'any'
}

/** The members of an object schema; of a body that may be one of several, the first object's. */
export function fieldsOf(schema: unknown): ApiField[] {
  if (!isRecord(schema)) return []
  const either = [schema.anyOf, schema.oneOf].find(Array.isArray)
  if (either !== undefined) return fieldsOf(either.find((one) => isRecord(one) && isRecord(one.properties)))
  if (!isRecord(schema.properties)) return []
  const required = Array.isArray(schema.required) ? schema.required : []
  return Object.entries(schema.properties).map(([name, member]) => ({
    name,
    type: typeText(member),
    required: required.includes(name),
  }))
}

/** Operations by area, in the order of the document. Throws when it is no OpenAPI document. */
export function apiGroups(document: unknown): { version: string; intro: string; groups: ApiGroup[] } {
  const { info, paths } = documentShape.parse(document)
  const groups = new Map<string, ApiOperation[]>()
  for (const [path, item] of Object.entries(paths)) {
    for (const method of METHODS.filter((name) => item[name] !== undefined)) {
      const operation = operationShape.parse(item[method])
      const tag = operation.tags?.[0] ?? 'Other'
      groups.set(tag, [...(groups.get(tag) ?? []), toOperation(method, path, operation)])
    }
  }
  return {
    version: info.version,
    intro: info.description ?? '',
    groups: [...groups].map(([tag, operations]) => ({ tag, operations })),
  }
}

function toOperation(method: string, path: string, operation: z.output<typeof operationShape>): ApiOperation {
  const parameters = (operation.parameters ?? []).flatMap((parameter) => parameterShape.safeParse(parameter).data ?? [])
  const body = operation.requestBody?.content['application/json']?.schema
  return {
    id: operation.operationId ?? `${method}${path}`,
    method: method.toUpperCase(),
    path,
    summary: operation.summary ?? '',
    roles: operation.description ?? '',
    query: parameters
      .filter((parameter) => parameter.in === 'query')
      .map(({ name, schema, required }) => ({ name, type: typeText(schema), required: required === true })),
    body: fieldsOf(body),
    statuses: Object.keys(operation.responses ?? {}).sort(),
  }
}
