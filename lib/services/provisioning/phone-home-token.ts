import { isOneTimeToken, oneTimeToken } from '../../db/one-time-token'

/** One try of a job: another try has another token. */
export interface JobTry {
  jobId: string
  attempt: number
}

const PURPOSE = 'phone home'

/** What the image that a job installs shows when it phones home. */
export function phoneHomeToken(of: JobTry): string {
  return oneTimeToken(PURPOSE, thing(of))
}

export function isPhoneHomeToken(token: string, of: JobTry): boolean {
  return isOneTimeToken(token, PURPOSE, thing(of))
}

function thing({ jobId, attempt }: JobTry): string {
  return `${jobId}:${attempt}`
}
