import { type APIRequestContext, expect, request } from '@playwright/test'
import { findWorld } from './world'

/** The API as an outside system with a token calls it. To be disposed of by whoever asked. */
export function newApi(): Promise<APIRequestContext> {
  const world = findWorld()
  if (world === undefined) throw new Error('Only a test has a world to call')
  return request.newContext({
    baseURL: world.base,
    extraHTTPHeaders: { authorization: `Bearer ${world.token}` },
  })
}

/** What the API answers to a GET of `path`, as the caller says it is; fails where it refuses. */
export async function getView<View>(api: APIRequestContext, path: string): Promise<View> {
  const answer = await api.get(`/api/v1${path}`)
  expect(answer.ok(), `${path} answers ${answer.status()}`).toBe(true)
  return answer.json()
}
