'use server'

import { z } from 'zod'
import { version } from '../contracts/primitives'
import { createRuleInput, editRuleInput } from '../contracts/telemetry/rule'
import { defineAction } from '../http/action'
import { createRule as create } from '../services/telemetry/create-rule'
import { deleteRule as remove } from '../services/telemetry/delete-rule'
import { editRule as edit } from '../services/telemetry/edit-rule'

const one = z.strictObject({ id: z.uuid(), ifMatch: z.array(version).max(1).optional() })

export const createRule = defineAction(createRuleInput, create)

export const editRule = defineAction(editRuleInput.extend(one.shape), edit)

export const deleteRule = defineAction(one, remove)
