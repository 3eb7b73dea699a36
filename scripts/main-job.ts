/** The main job through the public API, a line per step. */
export interface MainJobOptions {
  base: string
  token: string
  log(line: string): void
}

export async function runMainJob({ base, token, log }: MainJobOptions): Promise<boolean> {
  const answer = await fetch(`${base}/api/v1/servers?limit=1`, { headers: { authorization: `Bearer ${token}` } })
  log(`GET /api/v1/servers: ${answer.status}`)
  return answer.ok
}
