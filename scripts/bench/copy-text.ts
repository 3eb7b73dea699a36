import type pg from 'pg'

/** What the types of pg leave out of its connection. */
interface CopyConnection {
  query(text: string): void
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
}

/** `COPY … FROM STDIN` of one buffer in text format, on a connection that is in no other query. */
export function copyText(client: pg.Client, statement: string, rows: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    let failure: Error | null = null
    client.query({
      submit: (connection: unknown) => (connection as CopyConnection).query(statement),
      handleCopyInResponse: (connection: CopyConnection) => {
        connection.sendCopyFromChunk(rows)
        connection.endCopyFrom()
      },
      handleCommandComplete: () => undefined,
      handleError: (error: Error) => {
        failure = error
      },
      handleReadyForQuery: () => (failure === null ? resolve() : reject(failure)),
    })
  })
}

/** A value as COPY's text format has it. */
export function copyCell(value: string): string {
  return value.replace(/[\\\t\n\r]/g, (char) => ESCAPES[char] ?? char)
}

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
