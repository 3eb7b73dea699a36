import { z } from 'zod'

const extendedInfo = z.array(
  z.object({ Message: z.string().optional(), Resolution: z.string().optional(), MessageId: z.string().optional() }),
)
const errorBody = z.object({
  error: z.object({ message: z.string().optional(), '@Message.ExtendedInfo': extendedInfo.optional() }),
})

/** What the service itself says of a refusal (`@Message.ExtendedInfo`, DSP0266 8.6), as it stands; else its status. */
export function wordsOf(status: number, body: unknown): string {
  const parsed = errorBody.safeParse(body)
  if (!parsed.success) return `it answered with status ${status}.`
  const { message, '@Message.ExtendedInfo': info = [] } = parsed.data.error
  const messages = info.flatMap(({ Message, Resolution, MessageId }) => {
    const words = [Message ?? MessageId, Resolution === 'None' ? undefined : Resolution]
    return words.flatMap((text) => text?.trim() || []).join(' ') || []
  })
  return (messages.length > 0 ? [...new Set(messages)].join(' ') : message) || `it answered with status ${status}.`
}
