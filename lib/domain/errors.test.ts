import { describe, expect, it } from 'vitest'
import { AppError, conflict, ERROR_CODES, illegalTransition, invalid, isAppError, notFound } from './errors'

describe('errors', () => {
  it('codes are lower-kebab and unique', () => {
    for (const code of ERROR_CODES) expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/)
    expect(new Set(ERROR_CODES).size).toBe(ERROR_CODES.length)
  })

  it('name the thing that is not there', () => {
    expect(notFound('rack-item', 'X').message).toBe('There is no rack item X.')
  })

  it('an illegal transition lists those that are allowed', () => {
    const error = illegalTransition('server', 'SRV-1', 'NEW', 'RACKED', ['IN_WAREHOUSE'])
    expect(error.details).toMatchObject({ from: 'NEW', to: 'RACKED', allowed: ['IN_WAREHOUSE'] })
    expect(error.message).toBe('Server SRV-1 is NEW and cannot become RACKED. From NEW it can go to IN_WAREHOUSE.')
    expect(illegalTransition('ticket', 'T-1', 'DONE', 'OPEN', []).message).toContain('DONE is final.')
  })

  it('carry fields and details, and are told from other errors', () => {
    expect(invalid({ path: 'u', message: 'Too high' }).fields).toEqual([{ path: 'u', message: 'Too high' }])
    expect(conflict('slot-taken', 'taken', { blockedBy: ['SRV-2'] }).details).toEqual({ blockedBy: ['SRV-2'] })
    expect(isAppError(new AppError('internal', 'x'))).toBe(true)
    expect(isAppError(new Error('x'))).toBe(false)
  })
})
