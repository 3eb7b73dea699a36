import { z } from 'zod'

const labels = z.record(z.string(), z.string())
const string = z.string().nullish()

/** What we read of the webhook of Alertmanager, version 4; all else passes. */
export const alertmanagerMessage = z
  .looseObject({
    alerts: z.array(
      z.looseObject({
        status: z.enum(['firing', 'resolved']),
        labels,
        annotations: labels.nullish(),
        startsAt: string,
        endsAt: string,
        generatorURL: string,
        fingerprint: string,
      }),
    ),
    truncatedAlerts: z.number().nullish(),
  })
  .meta({ id: 'AlertmanagerMessage', description: 'The body of the webhook of Alertmanager, version 4' })
