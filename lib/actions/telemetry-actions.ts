'use server'

import { z } from 'zod'
import { version } from '../contracts/primitives'
import { createRuleInput, editRuleInput } from '../contracts/telemetry/rule'
import { defineAction } from '../http/action'
import { createRule as create } from '../services/telemetry/create-rule'
import { deleteDump as removeDump } from '../services/telemetry/delete-dump'
import { deleteRule as remove } from '../services/telemetry/delete-rule'
import { editRule as edit } from '../services/telemetry/edit-rule'
import { retryDump as retry } from '../services/telemetry/retry-dump'

const one = z.strictObject({ id: z.uuid(), ifMatch: z.array(version).max(1).optional() })

export const createRule = defineAction(createRuleInput, create)

export const editRule = defineAction(editRuleInput.extend(one.shape), edit)

export const deleteRule = defineAction(one, remove)

const dump = z.strictObject({ id: z.uuid() })

export const retryDump = defineAction(dump, retry)

export const deleteDump = defineAction(dump, removeDump)
