'use server'

import { z } from 'zod'
import { version } from '../contracts/primitives'
import { createSparePartInput, editStockInput, moveStockInput } from '../contracts/tickets/stock'
import { defineAction } from '../http/action'
import { createSparePart as create } from '../services/tickets/create-spare-part'
import { editStock as edit } from '../services/tickets/edit-stock'
import { moveStock as move } from '../services/tickets/move-stock'

export const moveStock = defineAction(moveStockInput, move)

export const editStock = defineAction(
  editStockInput.extend({ id: z.string(), ifMatch: z.array(version).max(1).optional() }),
  edit,
)

export const createSparePart = defineAction(createSparePartInput, create)
