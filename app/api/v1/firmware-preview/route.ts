import { getFirmwarePreviewEndpoint } from '@/lib/contracts/provisioning/firmware-drift'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { getFirmwarePreview } from '@/lib/services/provisioning/get-firmware-preview'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(getFirmwarePreviewEndpoint, (ctx, { query }) => getFirmwarePreview(ctx, query)),
})
