import pino, { type Logger } from 'pino'

const holder = globalThis as typeof globalThis & { haasLog?: Logger }

/** JSON lines on standard output. Secrets never reach it: they are not in what we log, and these paths are a second wall. */
export function log(): Logger {
  holder.haasLog ??= pino({
    level: process.env.LOG_LEVEL ?? 'info',
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: [
      'password',
      'bmcPassword',
      'token',
      '*.password',
      '*.bmcPassword',
      '*.token',
      'headers.authorization',
      'headers.cookie',
    ],
  })
  return holder.haasLog
}
