import { X509Certificate } from 'node:crypto'
import type { z } from 'zod'
import type { createServerInput } from '../../contracts/inventory/server'
import { Prisma } from '../../db/generated/client'
import { sealPassword } from '../../db/sealed-password'
import { invalid } from '../../domain/errors'

type BmcInput = NonNullable<z.output<typeof createServerInput>['bmc']>
type BmcFields = Pick<
  Prisma.ServerUncheckedCreateInput,
  'bmcDriver' | 'bmcAddress' | 'bmcUsername' | 'bmcPassword' | 'bmcTls'
>

/** Of the server with this barcode; null removes the BMC, credentials included. The password is sealed. */
export function bmcFields(barcode: string, bmc: BmcInput | null): BmcFields {
  if (bmc !== null) checkTls(bmc)
  return {
    bmcDriver: bmc?.driver ?? null,
    bmcAddress: bmc?.address ?? null,
    bmcUsername: bmc?.username ?? null,
    bmcPassword: bmc?.password === undefined ? null : sealPassword(bmc.password, barcode),
    bmcTls: bmc?.tls ?? Prisma.DbNull,
  }
}

/** Refuses (400) a CA that no worker could use, and trust in a certificate that nobody will ever show. */
function checkTls({ address, tls }: BmcInput): void {
  if (tls === undefined) return
  if (!/^https:/i.test(address)) {
    throw invalid({ path: 'bmc.tls', message: 'Only a BMC at an https address shows a certificate' })
  }
  const blocks = 'ca' in tls ? (tls.ca.match(/-----BEGIN[^-]+-----[^-]+-----END[^-]+-----/g) ?? []) : []
  const unreadable = blocks.findIndex((block) => !isCertificate(block))
  if (unreadable >= 0)
    throw invalid({ path: 'bmc.tls.ca', message: `Certificate ${unreadable + 1} of it cannot be read` })
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0
  } catch {
    // Base64 of anything passes for PEM: that it can't be read is the answer.
    return false
  }
}
