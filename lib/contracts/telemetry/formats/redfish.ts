import { z } from 'zod'

const string = z.string().nullish()
const number = z.number().nullish()
const reference = z.looseObject({ '@odata.id': string })

/** What we read of an event or a log entry; all else passes. */
export const redfishRecord = z
  .looseObject({
    '@odata.id': string,
    EventId: string,
    EventTimestamp: string,
    Created: string,
    EntryType: string,
    EntryCode: string,
    SensorType: string,
    SensorNumber: number,
    Severity: string,
    MessageSeverity: string,
    MessageId: string,
    Message: string,
    MessageArgs: z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])).nullish(),
    Resolved: z.boolean().nullish(),
    OriginOfCondition: z.union([z.string(), reference]).nullish(),
    Links: z.looseObject({ OriginOfCondition: reference.nullish() }).nullish(),
    Oem: z
      .looseObject({
        Hpe: z.looseObject({ Repaired: z.boolean().nullish(), Count: number, Severity: string }).nullish(),
        Dell: z.looseObject({ ServerHostname: string }).nullish(),
      })
      .nullish(),
  })
  .meta({ id: 'RedfishRecord', description: 'An event of an EventService, or an entry of a LogService' })

const eventBody = z.looseObject({ Events: z.array(redfishRecord) })
const collection = z.looseObject({ Members: z.array(redfishRecord) })

/** What an EventService sends, a collection of log entries, an array of entries, or one. */
export const redfishDump = z.union([eventBody, collection, z.array(redfishRecord), redfishRecord])
