import { createFirmwarePathEndpoint, listFirmwarePathsEndpoint } from '@/lib/contracts/provisioning/firmware-path'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { createFirmwarePath } from '@/lib/services/provisioning/create-firmware-path'
import { listFirmwarePaths } from '@/lib/services/provisioning/list-firmware-paths'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(listFirmwarePathsEndpoint, (ctx, { query }) => listFirmwarePaths(ctx, query)),
  POST: handle(createFirmwarePathEndpoint, (ctx, { body }) => createFirmwarePath(ctx, body)),
})
