import type { FirmwarePathView } from '@/lib/contracts/provisioning/firmware-path'
import type { GuardEntry } from './guard-fields'

/** What can be changed of a path, as the form has it. */
export interface PathEntries {
  minutes: number | null
  flashedWith: string | null
  requires: { component: string; version: string }[]
  reboot: boolean
  address: string | null
  sha256: string | null
}

/** The form's fields; an empty one is none. */
export function pathEntries(data: FormData, guards: readonly GuardEntry[]): PathEntries {
  const minutes = textOf(data, 'minutes')
  return {
    minutes: minutes === null ? null : Number(minutes),
    flashedWith: textOf(data, 'flashedWith'),
    requires: guards.map(({ component, version }) => ({ component: component.trim(), version: version.trim() })),
    reboot: data.get('reboot') !== null,
    address: textOf(data, 'address'),
    sha256: textOf(data, 'sha256'),
  }
}

/** Without those that are none, as a new path is given. */
export function givenEntries(entries: PathEntries) {
  const { minutes, flashedWith, requires, reboot, address, sha256 } = entries
  return {
    ...(minutes === null ? {} : { minutes }),
    ...(flashedWith === null ? {} : { flashedWith }),
    requires,
    reboot,
    ...(address === null ? {} : { address }),
    ...(sha256 === null ? {} : { sha256 }),
  }
}

export function guardEntries(path: Pick<FirmwarePathView, 'requires'> | null): GuardEntry[] {
  return (path?.requires ?? []).map((guard, key) => ({ key, ...guard }))
}

export function textOf(data: FormData, name: string): string | null {
  const value = data.get(name)
  return typeof value !== 'string' || value.trim() === '' ? null : value.trim()
}
