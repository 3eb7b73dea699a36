import { z } from 'zod'
import { DISK_INTERFACES, FORM_FACTORS, MEMORY_TYPES } from '../../domain/tickets/part-facts'
import { positive } from '../primitives'

const facts = {
  formFactor: z.enum(FORM_FACTORS).optional(),
  interface: z.enum(DISK_INTERFACES).optional(),
  sizeGb: positive.optional().meta({ description: 'GB of 10^9 bytes of a disk, as its label says' }),
  memoryType: z.enum(MEMORY_TYPES).optional(),
  speedMts: positive.optional(),
}

/** What is known of a part or component; what is left out is not known. */
export const partFactsView = z.object(facts).meta({ id: 'PartFacts' })
export const partFactsInput = z.strictObject(facts)
export type PartFactsView = z.input<typeof partFactsView>
