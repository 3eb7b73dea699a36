'use client'

import { type DragEvent, useEffect, useId, useRef, useState } from 'react'
import { buttonClass } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { Glyph } from '@/components/ui/glyph'

/** Files by drop or by the platform's own chooser; a folder that is dropped counts as its files. */
export function DropZone(props: {
  label: string
  hint: string
  accept: string
  multiple: boolean
  chosen: readonly File[]
  onFiles: (files: File[]) => void
}) {
  const { label, hint, accept, multiple, chosen, onFiles } = props
  const id = useId()
  const [over, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  // Chosen on a slow phone before the page was alive, it was told to nobody.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page comes alive
  useEffect(() => {
    const early = [...(input.current?.files ?? [])]
    if (early.length > 0) onFiles(early)
  }, [])
  const drop = async (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    onFiles(await filesOf(event.dataTransfer))
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one more way; the chooser below is the one that keys reach
    <div
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => void drop(event)}
      className={classNames(
        'flex min-h-[132px] flex-col items-center justify-center gap-2 rounded-control border border-dashed px-4 py-5 text-center',
        over ? 'border-accent bg-accent-tint' : 'border-control bg-surface',
      )}
    >
      <label
        htmlFor={id}
        className={classNames(
          buttonClass(),
          'cursor-pointer has-[+input:focus-visible]:outline-2 has-[+input:focus-visible]:outline-accent has-[+input:focus-visible]:outline-offset-2',
        )}
      >
        <Glyph name="plus" />
        {label}
      </label>
      <input
        ref={input}
        id={id}
        type="file"
        accept={accept}
        multiple={multiple}
        className="sr-only"
        onChange={(event) => onFiles([...(event.currentTarget.files ?? [])])}
      />
      <p className="text-small text-text2" aria-live="polite">
        {chosen.length === 0 ? (
          hint
        ) : (
          <strong className="break-all font-medium text-text">{chosenWords(chosen)}</strong>
        )}
      </p>
    </div>
  )
}

function chosenWords(files: readonly File[]): string {
  const bytes = files.reduce((sum, { size }) => sum + size, 0)
  const size =
    bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1_000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
  const [first] = files
  return files.length === 1 && first !== undefined ? `${first.name}, ${size}` : `${files.length} files, ${size}`
}

async function filesOf({ items, files }: DataTransfer): Promise<File[]> {
  // The entries have to be taken at once: after the first wait the browser has emptied the list.
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry() ?? [])
  if (!entries.some((entry) => entry.isDirectory)) return [...files]
  return (await Promise.all(entries.map(filesBelow))).flat()
}

async function filesBelow(entry: FileSystemEntry): Promise<File[]> {
  if (entry instanceof FileSystemFileEntry) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject))
    return [file]
  }
  if (!(entry instanceof FileSystemDirectoryEntry)) return []
  const reader = entry.createReader()
  const found: FileSystemEntry[] = []
  // A reader gives a hundred at a time.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (some.length === 0) break
    found.push(...some)
  }
  return (await Promise.all(found.map(filesBelow))).flat().filter(({ name }) => /\.ya?ml$/i.test(name))
}
