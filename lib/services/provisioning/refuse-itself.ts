import { invalid } from '../../domain/errors'
import { sameComponent, type VersionGuard } from '../../domain/firmware/upgrade-graph'

/** An edge's pair and its guards are other components; its own version is what `from` says. Throws `invalid`. */
export function refuseItself(edge: {
  component: string
  flashedWith?: string | null | undefined
  requires?: readonly VersionGuard[] | undefined
}): void {
  const { component, flashedWith, requires = [] } = edge
  if (flashedWith !== null && flashedWith !== undefined && sameComponent(component, flashedWith))
    throw invalid({ path: 'flashedWith', message: 'Names another component' })
  const itself = requires.findIndex((guard) => sameComponent(component, guard.component))
  if (itself >= 0) throw invalid({ path: `requires.${itself}.component`, message: 'Names another component' })
}
