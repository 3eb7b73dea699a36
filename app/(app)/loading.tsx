/** The page's own lines, no shimmer: what comes next stands where they are. */
export default function Loading() {
  return (
    <div role="status" aria-label="Loading" className="px-4 py-3">
      <div className="h-7 w-48 rounded-control bg-sunken" />
      <div className="mt-4 divide-y divide-line border-line border-y" aria-hidden>
        {['a', 'b', 'c', 'd', 'e', 'f'].map((line) => (
          <div key={line} className="flex h-12 items-center gap-6">
            <span className="h-3 w-28 rounded-chip bg-sunken" />
            <span className="h-3 flex-1 rounded-chip bg-sunken" />
            <span className="h-3 w-20 rounded-chip bg-sunken" />
          </div>
        ))}
      </div>
    </div>
  )
}
