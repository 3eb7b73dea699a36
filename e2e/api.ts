import { type APIRequestContext, expect, request } from '@playwright/test'

/** The API as an outside system with a token calls it. To be disposed of by whoever asked. */
export function newApi(): Promise<APIRequestContext> {
  return request.newContext({
    baseURL: process.env.HAAS_E2E_BASE ?? '',
    extraHTTPHeaders: { authorization: `Bearer ${process.env.HAAS_E2E_TOKEN}` },
  })
}

/** What the API answers to a GET of `path`, as the caller says it is; fails where it refuses. */
export async function getView<View>(api: APIRequestContext, path: string): Promise<View> {
  const answer = await api.get(`/api/v1${path}`)
  expect(answer.ok(), `${path} answers ${answer.status()}`).toBe(true)
  return answer.json()
}
