import { PgBoss } from 'pg-boss'
import type { Log } from '../db/context'
import {
  JOB_PAYLOADS,
  type JobKindName,
  type JobPayload,
  MOST_AT_ONCE,
  QUEUE_NAMES,
  QUEUE_SCHEMA,
  QUEUE_SETTINGS,
} from './queues'

export type JobHandlers = { [K in JobKindName]: (payload: JobPayload<K>) => Promise<void> }

export interface Consumer {
  /** Takes no more, waits for what is being done, at most `timeoutMs`. */
  stop(timeoutMs: number): Promise<void>
}

/** Polling is only the backstop of NOTIFY. */
const POLL_SECONDS = 2

/**
 * A worker's end of the queue: makes the queues as they are declared, looks after them, and hands out entries, `concurrency`
 * of each kind at a time. Entries that a dead worker left come again; a handler must do no harm when called twice.
 */
export async function startConsumer(options: {
  connectionString: string
  concurrency: number
  handlers: JobHandlers
  log: Log
}): Promise<Consumer> {
  const { log, concurrency } = options
  const boss = new PgBoss({
    connectionString: options.connectionString,
    options: '-c TimeZone=UTC',
    application_name: 'haas-worker-queue',
    schema: QUEUE_SCHEMA,
    max: 4,
    migrate: false,
    schedule: false,
    supervise: true,
    superviseIntervalSeconds: 2,
    monitorIntervalSeconds: 5,
    useListenNotify: true,
    registerInstance: false,
  })
  boss.on('error', (error) => log.warn({ err: error }, 'the queue had a problem'))
  await boss.start({ attempts: 10 })
  for (const name of QUEUE_NAMES) {
    await boss.createQueue(name, QUEUE_SETTINGS[name])
    await boss.updateQueue(name, QUEUE_SETTINGS[name])
  }
  for (const name of QUEUE_NAMES) {
    const most = Math.min(concurrency, MOST_AT_ONCE[name] ?? concurrency)
    for (let n = 0; n < most; n++) await consume(boss, name, options.handlers, log)
  }
  return { stop: (timeoutMs) => boss.stop({ graceful: true, timeout: timeoutMs }) }
}

/** One entry at a time, and after each at once the next: left alone, pg-boss looks again only when the interval is over. */
async function consume<K extends JobKindName>(boss: PgBoss, name: K, handlers: JobHandlers, log: Log): Promise<void> {
  const settings = { batchSize: 1, pollingIntervalSeconds: POLL_SECONDS, notifyPollingIntervalSeconds: POLL_SECONDS }
  const consumer = { id: '' }
  consumer.id = await boss.work<object>(name, settings, async (entries) => {
    for (const { id, data } of entries) {
      try {
        await handlers[name](parsePayload(name, data))
      } catch (error) {
        log.error({ err: error, queue: name, entry: id }, 'a queue entry failed')
        throw error
      }
    }
    boss.notifyWorker(consumer.id)
  })
}

function parsePayload<K extends JobKindName>(name: K, data: unknown): JobPayload<K> {
  return JOB_PAYLOADS[name].parse(data) as JobPayload<K>
}
