import type { ReactNode } from 'react'

/** Solid parts take the text colour; a cut drawn over them takes what lies behind (--gx, else the surface). */
const solid = { fill: 'currentColor', stroke: 'none' } as const
const cut = { stroke: 'var(--gx, var(--surface))', strokeWidth: 1.6 } as const
const ring = <circle cx="8" cy="8" r="5.75" />

/** Glyphs that mean a state. Silhouettes differ without colour; names are those of lib/domain/state-words. */
export const stateGlyphs = {
  'circled-plus': (
    <>
      {ring}
      <path d="M8 5.5v5M5.5 8h5" />
    </>
  ),
  flask: <path d="M6.2 2.5h3.6M6.8 2.5v4L3.4 12.2a1 1 0 0 0 .9 1.4h7.4a1 1 0 0 0 .9-1.4L9.2 6.5v-4M5 10.2h6" />,
  arrow: <path d="M2 8h11M9.5 4.5 13 8l-3.5 3.5M2 5h3M2 11h3" />,
  house: <path d="M2.5 5.2 8 2.5l5.5 2.7v7.6h-11zM5.5 12.8V8.5h5v4.3M5.5 10.6h5" />,
  'rack-unit': (
    <>
      <rect x="2.5" y="2.5" width="11" height="11" rx="1" />
      <path {...solid} d="M4.5 5h7v1.6h-7zM4.5 8.2h7v1.6h-7z" />
    </>
  ),
  bookmark: <path {...solid} d="M4 2.5h8v11l-4-3-4 3z" />,
  'bookmark-dashed': <path d="M4 2.5h8v11l-4-3-4 3z" strokeDasharray="2.4 1.8" />,
  'half-disc': (
    <>
      {ring}
      <path {...solid} d="M8 2.25a5.75 5.75 0 0 1 0 11.5z" />
    </>
  ),
  disc: <circle {...solid} cx="8" cy="8" r="5.25" />,
  'diamond-x': (
    <>
      <path {...solid} d="M8 1.5 14.5 8 8 14.5 1.5 8z" />
      <path {...cut} d="m6 6 4 4M10 6l-4 4" />
    </>
  ),
  wrench: (
    <path d="M13.2 4.6 10.9 6.9 9.1 5.1l2.3-2.3a3.6 3.6 0 0 0-4.7 4.7l-4 4a1.3 1.3 0 0 0 1.8 1.8l4-4a3.6 3.6 0 0 0 4.7-4.7z" />
  ),
  'slashed-ring': (
    <>
      {ring}
      <path d="m4 12 8-8" />
    </>
  ),
  'dashed-ring': <circle cx="8" cy="8" r="5.75" strokeDasharray="2.5 2.02" />,
  'return-arrow': <path d="M6 4 2.8 7.2 6 10.4M3 7.2h6.6a3.2 3.2 0 0 1 0 6.3H7" />,
  clock: (
    <>
      {ring}
      <path d="M8 4.8V8l2.2 1.6" />
    </>
  ),
  hourglass: (
    <path d="M4.2 2.5h7.6M4.2 13.5h7.6M5 2.5c0 3.4 6 4 6 5.5s-6 2.1-6 5.5M11 2.5C11 5.9 5 6.5 5 8s6 2.1 6 5.5" />
  ),
  check: <path d="m3 8.6 3.3 3.3L13 4.7" />,
  'ringed-check': (
    <>
      <circle {...solid} cx="8" cy="8" r="6" />
      <path {...cut} d="m5.2 8.2 2 2 3.6-4" />
    </>
  ),
  'ring-dot': (
    <>
      {ring}
      <circle {...solid} cx="8" cy="8" r="2" />
    </>
  ),
  'double-chevron': <path d="M3.5 8 8 3.5 12.5 8M3.5 12.5 8 8l4.5 4.5" />,
  'two-bars': <path d="M3.5 6.3h9M3.5 9.7h9" />,
  'chevron-down': <path d="M3.5 6 8 10.5 12.5 6" />,
  triangle: <path d="M8 2.2 14.3 13.3H1.7zM8 6.5v3M8 11.4v.1" />,
  'dashed-question': (
    <>
      <circle cx="8" cy="8" r="5.75" strokeDasharray="2.5 2.02" />
      <path d="M6.5 6.6a1.5 1.5 0 1 1 2.2 1.4c-.5.3-.7.5-.7 1.1M8 11v.1" />
    </>
  ),
} satisfies Record<string, ReactNode>

/** Icons of the interface: places in the nav, actions, directions. */
export const iconGlyphs = {
  bolt: <path {...solid} d="M9 1.5 3.5 9H7l-.6 5.5L12.5 7H9z" />,
  x: <path d="m4 4 8 8M12 4l-8 8" />,
  search: (
    <>
      <circle cx="7" cy="7" r="4.25" />
      <path d="m10.3 10.3 3.5 3.5" />
    </>
  ),
  down: <path d="m4.5 6.5 3.5 3.5 3.5-3.5" />,
  right: <path d="m6.5 4.5 3.5 3.5-3.5 3.5" />,
  left: <path d="M9.5 4 5.5 8l4 4" />,
  gauge: <path d="M2.2 12a6.2 6.2 0 1 1 11.6 0M8 9.5l3-3.5" />,
  order: (
    <>
      <rect x="3" y="2.5" width="10" height="11" rx="1" />
      <path d="M5.5 6h5M5.5 8.5h5M5.5 11h3" />
    </>
  ),
  rack: (
    <>
      <rect x="3.5" y="1.5" width="9" height="13" rx="1" />
      <path d="M3.5 5h9M3.5 8h9M3.5 11h9" />
    </>
  ),
  scan: <path d="M2 5V2.5h2.5M11.5 2.5H14V5M14 11v2.5h-2.5M4.5 13.5H2V11M5 5.5v5M7.3 5.5v5M9 5.5v5M11 5.5v5" />,
  ticket: (
    <>
      <path d="M2 4.5h12v2.3a1.3 1.3 0 0 0 0 2.5v2.2H2V9.3a1.3 1.3 0 0 0 0-2.5z" />
      <path d="M9.5 5v6" strokeDasharray="1.5 1.5" />
    </>
  ),
  part: <path d="M8 1.8 13.5 5v6L8 14.2 2.5 11V5zM2.5 5 8 8.2 13.5 5M8 8.2v6" />,
  server: (
    <>
      <rect x="1.5" y="3" width="13" height="4" rx="1" />
      <rect x="1.5" y="9" width="13" height="4" rx="1" />
      <path d="M4 5h.1M4 11h.1M9 5h3M9 11h3" />
    </>
  ),
  flow: (
    <>
      <circle cx="3.5" cy="8" r="1.8" />
      <circle cx="12.5" cy="4" r="1.8" />
      <circle cx="12.5" cy="12" r="1.8" />
      <path d="m5.2 7.2 5.6-2.5M5.2 8.8l5.6 2.5" />
    </>
  ),
  chip: (
    <>
      <rect x="4" y="4" width="8" height="8" rx="1" />
      <path d="M6 4V1.8M10 4V1.8M6 14.2V12M10 14.2V12M4 6H1.8M4 10H1.8M14.2 6H12M14.2 10H12" />
    </>
  ),
  pulse: <path d="M1.5 8.5h3l2-5 3 9 2-4h3" />,
  shield: <path d="M8 1.8 13 3.5v4c0 3.2-2 5.5-5 6.7-3-1.2-5-3.5-5-6.7v-4z" />,
  cog: (
    <>
      <circle cx="8" cy="8" r="2.2" />
      <path d="M8 1.8v2M8 12.2v2M1.8 8h2M12.2 8h2M3.6 3.6 5 5M11 11l1.4 1.4M3.6 12.4 5 11M11 5l1.4-1.4" />
    </>
  ),
  api: <path d="M5 4 1.5 8 5 12M11 4l3.5 4L11 12M9 3 7 13" />,
  camera: (
    <>
      <path d="M2 5h2.8l1-1.8h4.4l1 1.8H14v8H2z" />
      <circle cx="8" cy="8.8" r="2.4" />
    </>
  ),
  offline: <path d="M4.2 12.5h7.3a2.7 2.7 0 0 0 .6-5.3A4.2 4.2 0 0 0 6.8 4M4.7 6.3a3.2 3.2 0 0 0-.5 6.2M2 2l12 12" />,
  undo: <path d="M5.5 3 2.5 6l3 3M2.5 6h6.7a3.7 3.7 0 0 1 0 7.4H6" />,
  drag: <path d="M6 4h.1M10 4h.1M6 8h.1M10 8h.1M6 12h.1M10 12h.1" />,
  lock: (
    <>
      <rect x="3.5" y="7" width="9" height="6.5" rx="1" />
      <path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2" />
    </>
  ),
  pin: (
    <>
      <path d="M8 14s4.5-4.2 4.5-7.5a4.5 4.5 0 0 0-9 0C3.5 9.8 8 14 8 14z" />
      <circle cx="8" cy="6.5" r="1.5" />
    </>
  ),
  'arrow-right': <path d="M2 8h11M9.5 4.5 13 8l-3.5 3.5" />,
  'arrow-up': <path d="M8 13V3M4 7l4-4 4 4" />,
  'arrow-down': <path d="M8 3v10M4 9l4 4 4-4" />,
  print: <path d="M4.5 6V2.5h7V6M4.5 11.5H2.5V6h11v5.5h-2M4.5 9.5h7v4h-7z" />,
  plus: <path d="M8 3v10M3 8h10" />,
  minus: <path d="M3 8h10" />,
  more: <path d="M3.5 8h.1M8 8h.1M12.5 8h.1" strokeWidth="2.2" />,
  note: <path d="M3 2.5h10v8l-3 3H3zM5.5 6h5M5.5 8.7h3" />,
  person: (
    <>
      <circle cx="8" cy="5.3" r="2.7" />
      <path d="M2.8 13.8c.6-2.8 2.6-4.3 5.2-4.3s4.6 1.5 5.2 4.3" />
    </>
  ),
  retry: <path d="M13 8a5 5 0 1 1-1.5-3.6M13 2.5v3h-3" />,
  list: <path d="M5.5 4H14M5.5 8H14M5.5 12H14M2.2 4h.1M2.2 8h.1M2.2 12h.1" />,
  sum: <path d="M4 3h8M4 13h8M4 3l4.5 5L4 13" />,
  info: (
    <>
      {ring}
      <path d="M8 7.5v3.5M8 5v.1" />
    </>
  ),
  theme: (
    <>
      {ring}
      <path {...solid} d="M8 2.25a5.75 5.75 0 0 0 0 11.5z" />
    </>
  ),
  'sign-out': <path d="M6.5 2.5h-4v11h4M10.5 5 13.5 8l-3 3M13.5 8h-7" />,
} satisfies Record<string, ReactNode>
