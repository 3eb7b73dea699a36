import { publicAddress } from '@/lib/env/env'
import { phoneHomeToken } from '@/lib/services/provisioning/phone-home-token'
import type { JobRun } from './job-run'

/**
 * Where the image of this job lies: what its address has in braces is filled in, each as one part of an address. `{job}`,
 * `{barcode}`, `{sha256}`, `{token}`: one-time, `{phoneHome}`: the whole address to which the installed image posts.
 */
export function imageAddress(run: JobRun, image: { address: string | null; sha256: string | null }): string | null {
  if (image.address === null) return null
  const { id, attempt, server } = run.job
  const token = () => phoneHomeToken({ jobId: id, attempt })
  const values: Record<string, () => string> = {
    job: () => id,
    barcode: () => server.barcode,
    sha256: () => image.sha256 ?? '',
    token,
    phoneHome: () => `${publicAddress()}/api/v1/provision-jobs/${id}/phone-home?token=${token()}`,
  }
  return image.address.replaceAll(/\{(\w+)\}/g, (written, name: string) => {
    const value = values[name]
    return value === undefined ? written : encodeURIComponent(value())
  })
}
