import { z } from 'zod'
import { PRIORITIES, TICKET_TYPES } from '../../domain/ticket-state'

export const ticketType = z.enum(TICKET_TYPES)
export const ticketPriority = z.enum(PRIORITIES)
