import { z } from 'zod'
import { code } from '../contracts/primitives'
import { editTicketInput } from '../contracts/tickets/ticket'

/** An edit as a screen sends it: the number with the body, and the version it saw where that matters. */
export const editTicketChange = editTicketInput.extend({ number: code, ifMatch: z.array(z.int()).max(1).optional() })
export type EditTicketChange = z.input<typeof editTicketChange>
