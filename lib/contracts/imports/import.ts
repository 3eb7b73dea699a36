import { z } from 'zod'
import { IMPORT_KINDS, IMPORT_MODES, IMPORT_STATES } from '../../domain/imports/import-state'
import { bytes, endpoint } from '../endpoint'
import { anyOf, page, pageQuery } from '../paging'
import { text, utc, uuid } from '../primitives'

const tag = 'Imports'

export const MAX_IMPORT_ROWS = 100_000
export const MAX_IMPORT_FILES = 2_000

const kind = z.enum(IMPORT_KINDS)
const mode = z.enum(IMPORT_MODES)

/**
 * done: rows looked at, or written, in the pass that runs; of them added, changed, unchanged and bad. columns: what each
 * column of a table was taken for. problem: why nothing of it could be read.
 */
export const importView = z
  .object({
    id: uuid,
    kind,
    mode,
    dryRun: z.boolean(),
    status: z.enum(IMPORT_STATES),
    name: z.string(),
    files: z.int(),
    bytes: z.int(),
    rows: z.int().optional(),
    done: z.int(),
    added: z.int(),
    changed: z.int(),
    unchanged: z.int(),
    bad: z.int(),
    columns: z.array(z.object({ header: z.string(), field: z.string().nullable() })),
    problem: z.string().optional(),
    kept: z.boolean().meta({ description: 'What was sent is still kept, so that it can be run' }),
    startedBy: z.string(),
    createdAt: utc,
    startedAt: utc.optional(),
    finishedAt: utc.optional(),
  })
  .meta({ id: 'Import' })
export type ImportView = z.input<typeof importView>

/** A row that could not be taken. column is empty where the whole row is meant. */
export const importRowView = z
  .object({
    row: z.int(),
    line: z.int(),
    file: z.string().optional(),
    text: z.string(),
    errors: z.array(z.object({ column: z.string(), message: z.string() })),
  })
  .meta({ id: 'ImportRow' })
export type ImportRowView = z.input<typeof importRowView>

const fileName = text(255)
const importFiles = z.strictObject({
  files: z
    .array(z.strictObject({ name: fileName, text: z.string() }))
    .min(1)
    .max(MAX_IMPORT_FILES),
})

const byId = z.strictObject({ id: uuid })
/** In a query as text. */
const flag = z.enum(['true', 'false'])

export const startImportEndpoint = endpoint({
  method: 'POST',
  path: '/imports',
  operation: 'imports.start-import',
  tag,
  summary:
    'Import a table of servers or racks, or files of a device type library or its zip; a worker does it, row by row or all or nothing',
  query: z.strictObject({
    kind,
    mode: mode.default('all'),
    dryRun: flag.default('false').meta({ description: 'Reports what would become of each row, and changes nothing' }),
    name: fileName.optional().meta({ description: 'Of the file, where it is sent as it stands' }),
  }),
  raw: {
    types: ['text/csv', 'application/yaml', 'application/zip', 'multipart/form-data', 'application/json'],
    schema: z.union([z.string(), importFiles]),
  },
  success: 202,
  response: importView,
  refusals: [422],
})
export const importFilesInput = importFiles

export const listImportsEndpoint = endpoint({
  method: 'GET',
  path: '/imports',
  operation: 'imports.read',
  tag,
  summary: 'List imports, newest first: one’s own, or all for who may act everywhere',
  query: z.strictObject({ ...pageQuery, kind: anyOf(kind), status: anyOf(z.enum(IMPORT_STATES)) }),
  success: 200,
  response: page(importView),
})
export const getImportEndpoint = endpoint({
  method: 'GET',
  path: '/imports/{id}',
  operation: 'imports.read',
  tag,
  summary: 'One import, with how far it is',
  params: byId,
  success: 200,
  response: importView,
  refusals: [404],
})
export const listImportRowsEndpoint = endpoint({
  method: 'GET',
  path: '/imports/{id}/rows',
  operation: 'imports.read',
  tag,
  summary: 'The rows that could not be taken, each with every error by column',
  params: byId,
  query: z.strictObject(pageQuery),
  success: 200,
  response: page(importRowView),
  refusals: [404],
})
export const downloadImportRowsEndpoint = endpoint({
  method: 'GET',
  path: '/imports/{id}/bad-rows',
  operation: 'imports.read',
  tag,
  summary: 'The same rows as a table to mend, with a column of reasons',
  params: byId,
  success: 200,
  file: ['text/csv'],
  response: bytes,
  refusals: [404],
})
export const runImportInput = z.strictObject({ mode })
export const rerunImportEndpoint = endpoint({
  method: 'POST',
  path: '/imports/{id}/run',
  operation: 'imports.start-import',
  tag,
  summary: 'Import what a dry run has checked: all of it, or only the good rows',
  params: byId,
  body: runImportInput,
  success: 202,
  response: importView,
  refusals: [404, 409],
})
export const cancelImportEndpoint = endpoint({
  method: 'POST',
  path: '/imports/{id}/cancel',
  operation: 'imports.start-import',
  tag,
  summary: 'Stop an import; rows that “only the good rows” has taken so far stay',
  params: byId,
  success: 202,
  response: importView,
  refusals: [404, 409],
})
