'use server'

import { z } from 'zod'
import { code } from '../contracts/primitives'
import { defineAction } from '../http/action'
import { editDatacenter } from '../services/inventory/edit-datacenter'
import { replaceServer as replace } from '../services/lifecycle/replace-server'

export const setPowerOutage = defineAction(z.strictObject({ code, powerOutage: z.boolean() }), editDatacenter)

export const replaceServer = defineAction(z.strictObject({ number: code, barcode: code }), replace)
