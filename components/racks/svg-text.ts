import { Fragment, isValidElement, type ReactElement, type ReactNode } from 'react'
import { PAPER } from './paper-ink'

/** SVG attributes that React spells as one word. */
const DASHED = /^(stroke|fill|font|text|stop|clip)([A-Z])/
const attributeName = (name: string) =>
  name.replace(DASHED, (_, first: string, letter: string) => `${first}-${letter.toLowerCase()}`)

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** A page's tokens as ink on paper: who opens the file has no stylesheet of ours. */
const inked = (value: string) =>
  value.replaceAll(/var\(--([a-z0-9-]+)(?:, ?var\([^)]*\))?\)/g, (_, token: string) => {
    const ink = PAPER[token]
    if (ink === undefined) throw new Error(`No ink for --${token}`)
    return ink
  })

const LEFT_OUT = new Set(['children', 'className', 'style', 'tabIndex'])

function attributes(props: Record<string, unknown>): string {
  return Object.entries(props)
    .filter(([name, value]) => !LEFT_OUT.has(name) && (typeof value === 'string' || typeof value === 'number'))
    .map(([name, value]) => ` ${attributeName(name)}="${inked(escaped(String(value)))}"`)
    .join('')
}

type Props = Record<string, unknown> & { children?: ReactNode }

/**
 * A drawing of plain components (no hooks, no state) as the text of an SVG file: the same components that the page shows.
 * @throws Error for what is no plain component.
 */
export function svgText(node: ReactNode): string {
  if (node === null || node === undefined || typeof node === 'boolean') return ''
  if (typeof node === 'string' || typeof node === 'number') return escaped(String(node))
  if (Array.isArray(node)) return node.map(svgText).join('')
  if (!isValidElement(node)) throw new Error('Only elements and text can be drawn')
  const { type, props } = node as ReactElement<Props>
  if (type === Fragment) return svgText(props.children)
  if (typeof type === 'function') return svgText((type as (props: Props) => ReactNode)(props))
  if (typeof type !== 'string') throw new Error('Only plain components can be drawn')
  const inside = svgText(props.children)
  return inside === '' ? `<${type}${attributes(props)}/>` : `<${type}${attributes(props)}>${inside}</${type}>`
}

/** The file itself. */
export const svgFile = (drawing: ReactNode) => `<?xml version="1.0" encoding="UTF-8"?>\n${svgText(drawing)}\n`
