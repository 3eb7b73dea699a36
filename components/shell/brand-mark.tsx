/** Three units: one in use, one chosen, one to come. */
export function BrandMark({ size = 18 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 18 18" aria-hidden="true" className="flex-none">
      <rect x="1" y="1" width="16" height="4" rx="1" fill="var(--text)" />
      <rect x="1" y="7" width="16" height="4" rx="1" fill="var(--accent)" />
      <rect
        x="1"
        y="13"
        width="16"
        height="4"
        rx="1"
        fill="none"
        stroke="var(--text3)"
        strokeWidth="1.3"
        strokeDasharray="2 1.5"
      />
    </svg>
  )
}
