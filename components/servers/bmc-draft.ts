import type { BmcInput, ServerView } from '@/lib/contracts/inventory/server'

export type Trust = 'system' | 'fingerprint' | 'ca' | 'self-signed'

/** What is typed into the form of a BMC. */
export interface BmcDraft {
  address: string
  username: string
  password: string
  trust: Trust
  fingerprint: string
  ca: string
}

/** What is stored, but for user and password, which nobody is shown. */
export function bmcDraftOf({ bmc }: Pick<ServerView, 'bmc'>): BmcDraft {
  const draft: BmcDraft = {
    address: bmc?.driver === 'redfish' ? bmc.address : '',
    username: '',
    password: '',
    trust: 'system',
    fingerprint: '',
    ca: '',
  }
  const { tls } = bmc ?? {}
  if (tls === undefined) return draft
  if ('fingerprint' in tls) return { ...draft, trust: 'fingerprint', fingerprint: tls.fingerprint }
  return 'ca' in tls ? { ...draft, trust: 'ca', ca: tls.ca } : { ...draft, trust: 'self-signed' }
}

/** Only an https address shows a certificate. */
export function showsCertificate({ address }: Pick<BmcDraft, 'address'>): boolean {
  return /^https:/i.test(address.trim())
}

export function bmcInputOf(draft: BmcDraft): BmcInput {
  const { username, password } = draft
  return {
    driver: 'redfish',
    address: draft.address.trim(),
    ...(username === '' ? {} : { username }),
    ...(password === '' ? {} : { password }),
    ...(showsCertificate(draft) ? trustOf(draft) : {}),
  }
}

function trustOf({ trust, fingerprint, ca }: BmcDraft): Pick<BmcInput, 'tls'> {
  switch (trust) {
    case 'system':
      return {}
    case 'fingerprint':
      return { tls: { fingerprint } }
    case 'ca':
      return { tls: { ca } }
    case 'self-signed':
      return { tls: { acceptSelfSigned: true } }
  }
}
