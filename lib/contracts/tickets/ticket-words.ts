import { z } from 'zod'
import { PRIORITIES, TICKET_TYPES } from '../../domain/ticket-state'

export const ticketType = z.enum(TICKET_TYPES)
export const ticketPriority = z.enum(PRIORITIES)

/** DISK, RAM, FAN …, upper-case. */
export const partKind = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z][A-Z0-9_]{0,31}$/, { message: 'Upper-case letters, digits and _' })
