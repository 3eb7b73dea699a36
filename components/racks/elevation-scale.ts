/**
 * What a rack unit measures: px in a row and on paper; 'css' where the page's own `--unit` says (a rack alone, whose units
 * grow under a finger).
 */
export type Scale = number | 'css'

/** Moves what it is given to down by so many units. */
export function shifted(scale: Scale, units: number) {
  return scale === 'css'
    ? { style: { transform: `translateY(calc(${units} * var(--unit)))` } }
    : { transform: `translate(0 ${units * scale})` }
}

/** The height of so many units, less the gap of 1 px above each cell. */
export function tall(scale: Scale, units: number) {
  return scale === 'css' ? { style: { height: `calc(${units} * var(--unit) - 1px)` } } : { height: units * scale - 1 }
}

/** From the top of a cell down to its middle. */
export function toMiddle(scale: Scale, units: number) {
  return scale === 'css'
    ? { style: { transform: `translateY(calc((${units} * var(--unit) - 1px) / 2))` } }
    : { transform: `translate(0 ${(units * scale - 1) / 2})` }
}

/** Units from the top of the rack to the top of what stands at `u`. */
export const fromTop = (rackU: number, { u, heightU }: { u: number; heightU: number }) => rackU - u - heightU + 1
