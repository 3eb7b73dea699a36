import type { FirmwarePathView } from '@/lib/contracts/provisioning/firmware-path'

type Words = Pick<FirmwarePathView, 'minutes' | 'reboot' | 'flashedWith' | 'requires'>

/** What is to be known of a flash beside its versions, each a few words. */
export function pathFacts({ minutes, reboot, flashedWith, requires }: Words): string[] {
  return [
    minutes === undefined ? 'no estimate' : `${minutes} min`,
    ...(reboot ? ['restarts the server'] : []),
    ...(flashedWith === undefined ? [] : [`flashed together with ${flashedWith}`]),
    ...requires.map(({ component, version }) => `only while ${component} is ${version}`),
  ]
}

/** All of a path in one sentence, for a line in the drawing. */
export function pathWords(path: FirmwarePathView): string {
  return `${path.from} to ${path.to}: ${pathFacts(path).join(', ')}`
}
