'use server'

import { z } from 'zod'
import { code, uuid, version } from '../contracts/primitives'
import { scanTicketInput, startRepairInput, verifyInput } from '../contracts/tickets/repair'
import { editTicketInput, openTicketInput } from '../contracts/tickets/ticket'
import { defineAction } from '../http/action'
import { startRepair as start } from '../services/lifecycle/start-repair'
import { deletePhoto as removePhoto } from '../services/tickets/delete-photo'
import { editTicket as edit } from '../services/tickets/edit-ticket'
import { openTicket as open } from '../services/tickets/open-ticket'
import { recordScan } from '../services/tickets/record-scan'
import { undoScan as undo } from '../services/tickets/undo-scan'
import { verifyRepair as verify } from '../services/tickets/verify-repair'

export const openTicket = defineAction(openTicketInput, open)

export const editTicket = defineAction(
  editTicketInput.extend({ number: code, ifMatch: z.array(version).max(1).optional() }),
  edit,
)

export const startRepair = defineAction(startRepairInput.extend({ number: code }), start)

export const scanTicket = defineAction(scanTicketInput.extend({ number: code }), recordScan)

export const undoScan = defineAction(z.strictObject({ number: code }), undo)

export const verifyRepair = defineAction(verifyInput.extend({ number: code }), verify)

export const deletePhoto = defineAction(z.strictObject({ number: code, id: uuid }), removePhoto)
