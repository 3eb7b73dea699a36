import { eventStream } from '@/lib/http/event-stream'
import { routes } from '@/lib/http/routes'

export const dynamic = 'force-dynamic'

export const { GET, POST, PUT, PATCH, DELETE } = routes({ GET: (request) => eventStream(request) })
