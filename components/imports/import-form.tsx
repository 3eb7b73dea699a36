'use client'

import { type FormEvent, useState } from 'react'
import { Button, buttonClass } from '@/components/ui/button'
import { TextAreaField } from '@/components/ui/field'
import { ProblemNote } from '@/components/ui/problem-note'
import { Segment } from '@/components/ui/segment'
import { apiUpload, toQueryString } from '@/lib/client/api-fetch'
import { type Problem, problemOf } from '@/lib/client/problem'
import { useGo } from '@/lib/client/use-go'
import type { ImportView } from '@/lib/contracts/imports/import'
import { MAX_IMPORT_BYTES } from '@/lib/contracts/imports/import-size'
import { templateOf } from '@/lib/domain/imports/columns'
import { IMPORT_KINDS, type ImportKindName } from '@/lib/domain/imports/import-state'
import { isDeviceTypePath } from '@/lib/domain/imports/zip-directory'
import { ColumnsHelp } from './columns-help'
import { DropZone } from './drop-zone'
import { kindWords } from './import-words'

/** What is to be imported, by files or by pasting. It is always checked first: nothing is changed from here. */
export function ImportForm(props: { kind: ImportKindName; locks: Record<ImportKindName, string | null> }) {
  const { kind, locks } = props
  const go = useGo()
  const [files, setFiles] = useState<File[]>([])
  const [text, setText] = useState('')
  const [busy, setBusy] = useState(false)
  const [reading, setReading] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const words = kindWords[kind]
  const isTable = kind !== 'device-types'
  const choose = async (given: File[]) => {
    setReading(true)
    setFiles(isTable ? given : await Promise.all(given.map(slimmed)))
    setReading(false)
  }
  const send = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setProblem(null)
    try {
      const { id } = await apiUpload<ImportView>(
        `/imports${toQueryString({ kind, dryRun: true })}`,
        formOf(files, text, isTable),
      )
      go(`/import/${id}`)
    } catch (error) {
      setProblem(problemOf(error))
      setBusy(false)
    }
  }
  return (
    <form
      onSubmit={(event) => void send(event)}
      className="grid gap-x-8 gap-y-4 px-4 pt-3 pb-5 desk:grid-cols-[minmax(0,1fr)_340px]"
    >
      <div className="flex min-w-0 flex-col gap-3">
        <Segment
          className="self-start"
          label="What to import"
          value={kind}
          options={IMPORT_KINDS.map((one) => ({
            value: one,
            label: kindWords[one].title,
            href: `/import?kind=${one}`,
          }))}
        />
        <p className="max-w-[72ch] text-pretty text-text2">{words.lead}</p>
        <DropZone
          label={isTable ? 'Choose a file' : 'Choose files'}
          hint={
            isTable
              ? 'or drop a CSV here: comma, semicolon or tab'
              : 'or drop YAML files here, their folder, or the library’s zip'
          }
          accept={isTable ? '.csv,.tsv,.txt,text/csv' : '.yaml,.yml,.zip'}
          multiple={!isTable}
          chosen={files}
          onFiles={(given) => void choose(given)}
        />
        <TextAreaField
          label={isTable ? 'Or paste the table, with its first line' : 'Or paste device types, with --- between them'}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          disabled={files.length > 0}
          hint={files.length > 0 ? 'A file is chosen: what is pasted would be left out.' : undefined}
          rows={5}
          spellCheck={false}
        />
        <ProblemNote problem={problem} />
        <div className="flex flex-wrap items-center gap-2">
          <Button
            type="submit"
            look="primary"
            busy={busy || reading}
            disabledReason={locks[kind] ?? refuse(files, text)}
          >
            Check it
          </Button>
          {files.length === 0 ? null : (
            <Button look="quiet" glyph="x" onClick={() => setFiles([])}>
              Leave the file out
            </Button>
          )}
          <span className="text-small text-text3">Nothing is changed before you say so.</span>
        </div>
      </div>
      <div className="min-w-0">
        <ColumnsHelp kind={kind} />
        {isTable ? (
          <a
            className={`${buttonClass()} mt-3`}
            download={`${kind}-template.csv`}
            href={`data:text/csv;charset=utf-8,${encodeURIComponent(templateOf(kind))}`}
          >
            Download a template
          </a>
        ) : null}
      </div>
    </form>
  )
}

function refuse(files: readonly File[], text: string): string | null {
  if (files.length === 0 && text.trim() === '') return 'Choose a file or paste something'
  const bytes = files.reduce((sum, { size }) => sum + size, 0)
  return bytes > MAX_IMPORT_BYTES ? `At most ${MAX_IMPORT_BYTES / 1_048_576} MB at once` : null
}

/** Of an archive only what is imported is sent: the pictures of NetBox's library are hundreds of megabytes. */
async function slimmed(file: File): Promise<File> {
  if (!/\.zip$/i.test(file.name)) return file
  const { slimZip } = await import('./slim-zip')
  return slimZip(file, isDeviceTypePath)
}

function formOf(files: readonly File[], text: string, isTable: boolean): FormData {
  const form = new FormData()
  const given = files.length > 0 ? files : [new File([text], isTable ? 'pasted.csv' : 'pasted.yaml')]
  for (const file of given) form.append('files', file)
  return form
}
