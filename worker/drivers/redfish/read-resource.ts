import type { z } from 'zod'
import { type Deadline, HardwareError } from '../../hardware-driver'
import type { RedfishClient } from './redfish-client'

/** A resource as far as the schema says. Throws `HardwareError` where it is not there, or not as Redfish has it. */
export async function readResource<Schema extends z.ZodType>(
  client: RedfishClient,
  path: string,
  schema: Schema,
  deadline: Deadline,
): Promise<z.output<Schema>> {
  return understood(path, schema, (await client.get(path, deadline)).body)
}

/** What the service said of a path, by the schema. Throws `HardwareError` that names the place where it does not fit. */
export function understood<Schema extends z.ZodType>(path: string, schema: Schema, body: unknown): z.output<Schema> {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const where = issue === undefined ? '' : ` at ${issue.path.join('.') || 'its root'}`
  throw new HardwareError('refused', `what it says of ${path} is not as Redfish has it${where}.`)
}
