'use server'

import { z } from 'zod'
import { code, version } from '../contracts/primitives'
import { editTicketInput, openTicketInput } from '../contracts/tickets/ticket'
import { defineAction } from '../http/action'
import { editTicket as edit } from '../services/tickets/edit-ticket'
import { openTicket as open } from '../services/tickets/open-ticket'

export const openTicket = defineAction(openTicketInput, open)

export const editTicket = defineAction(
  editTicketInput.extend({ number: code, ifMatch: z.array(version).max(1).optional() }),
  edit,
)
