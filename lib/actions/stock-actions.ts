'use server'

import { z } from 'zod'
import { code, label, version } from '../contracts/primitives'
import { partReasonInput } from '../contracts/tickets/part'
import {
  countStockInput,
  createSparePartInput,
  editSparePartInput,
  editStockInput,
  moveStockInput,
  transferStockInput,
} from '../contracts/tickets/stock'
import { defineAction } from '../http/action'
import { countStock as count } from '../services/tickets/count-stock'
import { createSparePart as create } from '../services/tickets/create-spare-part'
import { editSparePart as editPart } from '../services/tickets/edit-spare-part'
import { editStock as edit } from '../services/tickets/edit-stock'
import { moveStock as move } from '../services/tickets/move-stock'
import { returnPart as sendBack } from '../services/tickets/return-part'
import { scrapPart as scrap } from '../services/tickets/scrap-part'
import { transferStock as transfer } from '../services/tickets/transfer-stock'

export const moveStock = defineAction(moveStockInput, move)

export const editStock = defineAction(
  editStockInput.extend({ id: z.string(), ifMatch: z.array(version).max(1).optional() }),
  edit,
)

export const transferStock = defineAction(transferStockInput, transfer)

export const countStock = defineAction(countStockInput, count)

export const editSparePart = defineAction(
  editSparePartInput.extend({ sku: code, ifMatch: z.array(version).max(1).optional() }),
  editPart,
)

export const createSparePart = defineAction(createSparePartInput, create)

export const returnPart = defineAction(partReasonInput.extend({ serial: label }), sendBack)

export const scrapPart = defineAction(partReasonInput.extend({ serial: label }), scrap)
