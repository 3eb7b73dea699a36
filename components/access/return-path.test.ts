import { describe, expect, test } from 'vitest'
import { returnPath } from './return-path'

describe('after signing in', () => {
  test('one comes back to the page that asked', () => {
    expect(returnPath('/orders/ORD-10391?step=plan')).toBe('/orders/ORD-10391?step=plan')
  })

  test.each([
    undefined,
    '',
    'https://elsewhere.example/',
    '//elsewhere.example',
    '/\\elsewhere.example',
    '/\t/elsewhere.example',
    'javascript:alert(1)',
    '/sign-in?callbackUrl=/',
    '/api/auth/signout',
  ])('%j is never followed', (given) => {
    expect(returnPath(given)).toBe('/')
  })

  test('a repeated parameter is no path', () => {
    expect(returnPath(['/orders', '/racks'])).toBe('/')
  })
})
