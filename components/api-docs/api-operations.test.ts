import { describe, expect, test } from 'vitest'
import { apiGroups, fieldsOf, typeText } from './api-operations'

describe('the page of the API reads the document that clients read', () => {
  test('types are said in a word', () => {
    expect(typeText({ type: 'array', items: { $ref: '#/components/schemas/Order' } })).toBe('Order[]')
    expect(typeText({ enum: ['A', 'B'] })).toBe('A | B')
    expect(typeText({ anyOf: [{ type: 'string' }, { type: 'null' }] })).toBe('string or null')
    expect(typeText(undefined)).toBe('any')
  })

  test('of a body that may be an object or an array the object’s members are shown', () => {
    const object = { type: 'object', properties: { barcode: { type: 'string' } }, required: ['barcode'] }
    expect(fieldsOf({ anyOf: [{ type: 'array', items: {} }, object] })).toEqual([
      { name: 'barcode', type: 'string', required: true },
    ])
  })

  test('operations stand by area, each with its method, path and fields', () => {
    const { groups } = apiGroups({
      info: { version: '1' },
      paths: {
        '/orders': {
          get: { tags: ['Orders'], summary: 'List', parameters: [{ name: 'q', in: 'query' }, { $ref: '#/x' }] },
          post: {
            tags: ['Orders'],
            requestBody: {
              content: { 'application/json': { schema: { type: 'object', properties: { customer: {} } } } },
            },
            responses: { 422: {}, 201: {} },
          },
        },
      },
    })
    expect(groups).toHaveLength(1)
    expect(groups[0]?.operations.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /orders',
      'POST /orders',
    ])
    expect(groups[0]?.operations[0]?.query.map(({ name }) => name)).toEqual(['q'])
    expect(groups[0]?.operations[1]).toMatchObject({ body: [{ name: 'customer' }], statuses: ['201', '422'] })
  })

  test('anything else is refused', () => {
    expect(() => apiGroups({ hello: 'world' })).toThrow()
  })
})
