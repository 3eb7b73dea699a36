import Form from 'next/form'
import { PageHeader } from '@/components/shell/page-header'
import { Banner } from '@/components/ui/banner'
import { Button, ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { TextAreaField, TextField } from '@/components/ui/field'
import { countOf } from '@/components/ui/numbers'
import { SelectField } from '@/components/ui/select'
import { toQueryString } from '@/lib/client/api-fetch'
import { LAYOUTS, type LabelLayout, perPage } from '@/lib/domain/labels/layouts'
import { SheetPreview, type ShownLabel } from './sheet-preview'

export interface Preview {
  layout: LabelLayout
  first: number
  count: number
  pages: number
  unknown: readonly string[]
  labels: readonly (ShownLabel & { without: 'bars' | null })[]
}

const MOST_NAMED = 12

/** Labels to print: what for, on which sheet or tape, and how it will look. All of it stands in the address. */
export function LabelsScreen(props: {
  codes: string
  contentsOf: string | undefined
  preview: Preview
  problem: string | null
}) {
  const { codes, contentsOf, preview, problem } = props
  const { layout, first, count, unknown, labels } = preview
  const chosen = { ...(contentsOf === undefined ? {} : { contentsOf }), codes: codes.split(/[\s,;]+/).join(',') }
  const href = `/api/v1/labels.pdf${toQueryString({ ...chosen, layout: layout.id, first: first === 1 ? undefined : first })}`
  const withoutBars = labels.filter((label) => label.without === 'bars').map(({ code }) => code)
  return (
    <>
      <PageHeader title="Labels" facts={count === 0 ? undefined : <span>{countWords(preview)}</span>} />
      {unknown.length === 0 ? null : (
        <Banner title={`${countOf(unknown.length, 'code is', 'codes are')} not known.`}>
          <span className="mono break-all">{unknown.slice(0, MOST_NAMED).join(', ')}</span>
          {unknown.length > MOST_NAMED ? ` and ${unknown.length - MOST_NAMED} more` : ''}. Take them out, or record them
          first.
        </Banner>
      )}
      <div className="grid gap-x-8 gap-y-5 px-4 pt-3 pb-6 desk:grid-cols-[340px_minmax(0,1fr)]">
        <Form
          action="/labels"
          className="flex min-w-0 flex-col gap-3"
          key={`${codes} ${contentsOf} ${layout.id} ${first}`}
        >
          {contentsOf === undefined ? null : (
            <TextField label="All servers of a rack" name="contentsOf" defaultValue={contentsOf} mono />
          )}
          <TextAreaField
            label={contentsOf === undefined ? 'Codes, one a line' : 'And these, one a line'}
            hint="Servers, racks, warehouses, parts and serials of pieces, in any mix"
            name="codes"
            defaultValue={codes.split(/[\s,;]+/).join('\n')}
            rows={8}
            spellCheck={false}
          />
          <SelectField
            label="Sheet or tape"
            name="layout"
            defaultValue={layout.id}
            options={LAYOUTS.map(({ id, name }) => ({ value: id, label: name }))}
          />
          {perPage(layout) === 1 ? null : (
            <TextField
              label="Begin at label"
              hint={`1 to ${perPage(layout)}: what is left of a sheet that was used before`}
              name="first"
              type="number"
              min={1}
              max={perPage(layout)}
              defaultValue={String(first)}
            />
          )}
          <div className="flex flex-wrap items-center gap-2">
            <Button type="submit" look={count === 0 ? 'primary' : 'plain'}>
              Show
            </Button>
            <ButtonLink look="primary" glyph="print" href={href} download disabledReason={reasonOf(preview, problem)}>
              Download PDF
            </ButtonLink>
          </div>
          <p className="text-pretty text-small text-text3">
            Print at 100 %, not fitted to the page: the PDF is in real millimetres.
          </p>
        </Form>
        <div className="min-w-0">
          {problem === null ? null : <p className="t-fail mb-3 text-x">{problem}</p>}
          {withoutBars.length === 0 ? null : (
            <p className="mb-3 text-small text-text2">
              Too long for bars that a scanner could read on this size, so with the QR code alone:{' '}
              <span className="mono break-all">{withoutBars.join(', ')}</span>
            </p>
          )}
          {count === 0 ? (
            <EmptyState title="Nothing to print yet">
              Paste or scan codes first. A rack’s own page and a server’s lead here with theirs filled in.
            </EmptyState>
          ) : (
            <SheetPreview layout={layout} first={first} labels={labels} />
          )}
        </div>
      </div>
    </>
  )
}

function countWords({ layout, count, pages }: Preview): string {
  return perPage(layout) === 1 ? countOf(count, 'label') : `${countOf(count, 'label')} on ${countOf(pages, 'sheet')}`
}

function reasonOf({ count, unknown }: Preview, problem: string | null): string | null {
  if (problem !== null) return 'See what is wrong'
  if (unknown.length > 0) return 'Some codes are not known'
  return count === 0 ? 'Name what to print' : null
}
