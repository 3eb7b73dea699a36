import { z } from 'zod'

const extendedInfo = z.array(
  z.object({ Message: z.string().optional(), Resolution: z.string().optional(), MessageId: z.string().optional() }),
)
const errorBody = z.object({
  error: z.object({ message: z.string().optional(), '@Message.ExtendedInfo': extendedInfo.optional() }),
})

/** What the service itself says (`@Message.ExtendedInfo`, DSP0266 8.6), as it stands and each thing once; empty where nothing. */
export function messagesIn(body: unknown): string[] {
  const parsed = errorBody.safeParse(body)
  if (!parsed.success) return []
  const { message, '@Message.ExtendedInfo': info = [] } = parsed.data.error
  const messages = info.flatMap(({ Message, Resolution, MessageId }) => {
    const words = [Message ?? MessageId, Resolution === 'None' ? undefined : Resolution]
    return words.flatMap((text) => text?.trim() || []).join(' ') || []
  })
  return messages.length > 0 ? [...new Set(messages)] : (message ?? '').trim() === '' ? [] : [message ?? '']
}

/** The same of a refusal; where the service says nothing, its status. */
export function wordsOf(status: number, body: unknown): string {
  return messagesIn(body).join(' ') || `it answered with status ${status}.`
}
