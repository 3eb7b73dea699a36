/** The name of a table that goes from edge to edge; its columns follow at once. */
export function TableHead({ title, note }: { title: string; note: string }) {
  return (
    <div className="flex min-h-[42px] flex-wrap items-center gap-x-2.5 px-4">
      <h2 className="font-semibold">{title}</h2>
      <span className="text-small text-text3">{note}</span>
    </div>
  )
}
