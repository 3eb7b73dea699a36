import 'server-only'
import { AppError } from '../domain/errors'
import type { Handler } from './handle'
import { problemResponse } from './problem'
import { requestIdOf } from './request-id'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
type MethodName = (typeof METHODS)[number]

/** The exports of a route file: methods that the path does not have answer 405 as problem+json. */
export function routes(handlers: Partial<Record<MethodName, Handler>>): Record<MethodName, Handler> {
  const allow = METHODS.filter((method) => handlers[method] !== undefined)
    // Next answers HEAD with what GET says.
    .flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
    .join(', ')
  const refuse: Handler = async (request) =>
    problemResponse(
      new AppError('method-not-allowed', `This path takes ${allow}.`, { details: { allow } }),
      requestIdOf(request),
      { allow },
    )
  return {
    GET: handlers.GET ?? refuse,
    POST: handlers.POST ?? refuse,
    PUT: handlers.PUT ?? refuse,
    PATCH: handlers.PATCH ?? refuse,
    DELETE: handlers.DELETE ?? refuse,
  }
}
