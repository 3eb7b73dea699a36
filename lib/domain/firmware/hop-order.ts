import { type ChainStep, type ComponentStep, sameComponent } from './upgrade-graph'

/**
 * Puts the chains one after another. A hop that must be flashed with another component takes that one's hop along in
 * its group: the one that names it in return, with what comes before it done first, else simply its next one. Where the
 * other is at its target already there is nothing to take along, and the hop stands alone.
 */
export class HopOrder {
  private readonly left: Map<string, ChainStep[]>
  private readonly done: ComponentStep[][] = []

  constructor(chains: ReadonlyMap<string, readonly ChainStep[]>) {
    this.left = new Map([...chains].map(([component, steps]) => [component, [...steps]]))
  }

  /** What is flashed together, in order. */
  groups(): ComponentStep[][] {
    for (const component of this.left.keys()) while (this.flashNext(component, [])) {}
    return this.done
  }

  /** Flashes the component's next hop; false when it has none. `waiting`: components whose hop waits for this one. */
  private flashNext(component: string, waiting: readonly string[]): boolean {
    const step = this.left.get(component)?.[0]
    if (!step) return false
    const partner = step.flashedWith === null ? null : this.find(step.flashedWith)
    const together = partner !== null && partner !== component && !waiting.includes(partner)
    if (together) this.bringUp(partner, component, [...waiting, component])
    // Bringing the partner up may have flashed this very hop along with one of the partner's.
    if (this.left.get(component)?.[0] !== step) return true
    this.done.push([...this.take(component), ...(together ? this.take(partner) : [])])
    return true
  }

  /** Does what comes before the partner's hop that names `component`, where it has one. */
  private bringUp(partner: string, component: string, waiting: readonly string[]): void {
    const steps = this.left.get(partner) ?? []
    const at = steps.findIndex((step) => step.flashedWith !== null && sameComponent(step.flashedWith, component))
    const before = steps.slice(0, Math.max(0, at))
    for (const step of before) if (this.left.get(partner)?.[0] === step) this.flashNext(partner, waiting)
  }

  private take(component: string): ComponentStep[] {
    const step = this.left.get(component)?.shift()
    return step ? [{ ...step, component }] : []
  }

  private find(name: string): string | null {
    for (const component of this.left.keys()) if (sameComponent(component, name)) return component
    return null
  }
}
