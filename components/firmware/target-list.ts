import type { FirmwareGraphView } from '@/lib/contracts/provisioning/firmware-graph'
import { sameComponent } from '@/lib/domain/firmware/upgrade-graph'

/** All targets of a model with one of them changed, added or (null) gone, as the model is edited. */
export function targetsWith(
  components: FirmwareGraphView['components'],
  component: string,
  version: string | null,
): { component: string; version: string }[] {
  const known = components.find((one) => sameComponent(one.component, component))
  const kept = components.flatMap((one) =>
    one === known || one.target === undefined ? [] : [{ component: one.component, version: one.target }],
  )
  return version === null ? kept : [...kept, { component: known?.component ?? component, version }]
}
