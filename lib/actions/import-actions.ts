'use server'

import { z } from 'zod'
import { runImportInput } from '../contracts/imports/import'
import { defineAction } from '../http/action'
import { cancelImport as cancel } from '../services/imports/cancel-import'
import { rerunImport as rerun } from '../services/imports/rerun-import'

export const rerunImport = defineAction(runImportInput.extend({ id: z.uuid() }), rerun)

export const cancelImport = defineAction(z.strictObject({ id: z.uuid() }), cancel)
