import type { ImportView } from '@/lib/contracts/imports/import'
import type { ImportKindName } from '@/lib/domain/imports/import-state'

export const kindWords: Record<
  ImportKindName,
  { title: string; one: string; many: string; lead: string; href: string | null }
> = {
  servers: {
    title: 'Servers',
    one: 'server',
    many: 'servers',
    lead: 'A table, one row a server: new ones where they stand or will arrive. Of those that are recorded already, serial, asset number, tags and host names are completed; a scan moves them.',
    href: '/servers',
  },
  racks: {
    title: 'Racks',
    one: 'rack',
    many: 'racks',
    lead: 'A table, one row a rack: new ones, and new budgets, rows and heights of those that are recorded. What is empty stays as it is.',
    href: '/racks',
  },
  'device-types': {
    title: 'Device types',
    one: 'device type',
    many: 'device types',
    lead: 'YAML files of NetBox’s device type library, or its zip as it is downloaded: height, depth, weight and power of server models. Cores and RAM are not in them: a model is planned with once they are set.',
    href: null,
  },
}

/** What an import is doing or has done, in one sentence. */
export function sentenceOf(view: ImportView): string {
  const { one, many } = kindWords[view.kind]
  const things = (count: number) => `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`
  const bad = view.bad === 1 ? 'One row is bad' : `${view.bad.toLocaleString('en-US')} rows are bad`
  switch (view.status) {
    case 'QUEUED':
      return 'A worker takes it up in a moment.'
    case 'CHECKING':
      return 'Every row is looked at; nothing is changed.'
    case 'CHECKED':
      return view.bad === 0 ? 'Every row can be taken. Nothing is changed yet.' : `${bad}. Nothing is changed yet.`
    case 'REFUSED':
      return `${bad}, so nothing was changed: it was to be all or nothing.`
    case 'WRITING':
      return view.mode === 'all'
        ? 'All or nothing: what is written counts once all of it is.'
        : 'Rows are written as they come.'
    case 'DONE':
      return `${things(view.added)} added, ${view.changed.toLocaleString('en-US')} changed${view.bad === 0 ? '' : `; ${bad.toLowerCase()} and left out`}.`
    case 'CANCELLED':
      return view.mode === 'good' && view.added + view.changed > 0
        ? `It was stopped; ${things(view.added + view.changed)} had been written and stay.`
        : 'It was stopped; nothing was changed.'
    case 'FAILED':
      return view.problem ?? 'It cannot be read.'
  }
}
