import { COLUMNS } from '@/lib/domain/imports/columns'
import type { ImportKindName } from '@/lib/domain/imports/import-state'

const notes: Record<string, string> = {
  barcode: 'never used before',
  serial: 'its maker’s number',
  assetNumber: 'your own number',
  model: 'slug of a server model',
  datacenter: 'where it is, or will arrive',
  warehouse: 'or rack and u',
  rack: 'with u',
  u: 'the lowest unit',
  face: 'front or rear; front without',
  tags: 'with ; between',
  hostnames: 'with ; between',
  bmc: 'address; credentials on its page',
  code: 'of the rack',
  row: 'of racks, for the walking order',
  heightU: '1 to 100',
  maxPowerW: 'W',
  maxWeightKg: 'kg',
}

const fields: readonly { title: string; note: string }[] = [
  { title: 'manufacturer, model', note: 'the slug is made of them' },
  { title: 'slug', note: 'where the file has one' },
  { title: 'u_height', note: '0 takes no unit; 1 without' },
  { title: 'is_full_depth', note: 'true without' },
  { title: 'weight, weight_unit', note: 'to whole kg, rounded up' },
  { title: 'power-ports', note: 'maximum_draw of half of them: the others are spare' },
]

/** Which columns, or fields, are read. Header names are taken forgivingly; the report says what was taken for what. */
export function ColumnsHelp({ kind }: { kind: ImportKindName }) {
  const rows =
    kind === 'device-types'
      ? fields
      : COLUMNS[kind].map(({ field, title, required }) => ({
          title,
          note: required ? `needed${notes[field] ? `, ${notes[field]}` : ''}` : (notes[field] ?? ''),
        }))
  return (
    <section aria-labelledby="columns-help">
      <h2 id="columns-help" className="mb-1.5 font-semibold">
        {kind === 'device-types' ? 'Fields that are read' : 'Columns that are read'}
      </h2>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 text-small">
        {rows.map(({ title, note }) => (
          <div key={title} className="contents">
            <dt className="mono font-medium">{title}</dt>
            <dd className="text-text2">{note}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
