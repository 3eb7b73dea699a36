import { z } from 'zod'

const number = z.number().nullish()
const string = z.string().nullish()
const errors = z.looseObject({ total_uncorrected_errors: number }).nullish()

/** What we read of the JSON of smartctl; all else passes. */
export const smartctlReport = z
  .looseObject({
    smartctl: z
      .looseObject({
        exit_status: number,
        messages: z.array(z.looseObject({ string, severity: string })).nullish(),
      })
      .nullish(),
    device: z.looseObject({ name: string, protocol: string }).nullish(),
    model_name: string,
    serial_number: string,
    firmware_version: string,
    form_factor: z.looseObject({ name: string }).nullish(),
    user_capacity: z.looseObject({ bytes: number }).nullish(),
    nvme_total_capacity: number,
    local_time: z.looseObject({ time_t: number }).nullish(),
    smart_status: z.looseObject({ passed: z.boolean().nullish() }).nullish(),
    ata_smart_attributes: z
      .looseObject({
        table: z
          .array(z.looseObject({ id: z.number(), raw: z.looseObject({ value: number, string }).nullish() }))
          .nullish(),
      })
      .nullish(),
    nvme_smart_health_information_log: z
      .looseObject({
        critical_warning: number,
        media_errors: number,
        percentage_used: number,
        available_spare: number,
        available_spare_threshold: number,
      })
      .nullish(),
    scsi_grown_defect_list: number,
    scsi_error_counter_log: z.looseObject({ read: errors, write: errors, verify: errors }).nullish(),
    temperature: z.looseObject({ current: number }).nullish(),
    power_on_time: z.looseObject({ hours: number }).nullish(),
  })
  .meta({ id: 'SmartctlReport', description: 'What `smartctl --json -a` prints of one disk' })

/** One disk, or an array of them. */
export const smartctlDump = z.union([z.array(smartctlReport), smartctlReport])
