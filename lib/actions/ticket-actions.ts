'use server'

import { openTicketInput } from '../contracts/tickets/ticket'
import { defineAction } from '../http/action'
import { editTicket as edit } from '../services/tickets/edit-ticket'
import { openTicket as open } from '../services/tickets/open-ticket'
import { editTicketChange } from './ticket-inputs'

export const openTicket = defineAction(openTicketInput, open)
export const editTicket = defineAction(editTicketChange, edit)
