import {
  deleteFirmwarePathEndpoint,
  editFirmwarePathEndpoint,
  getFirmwarePathEndpoint,
} from '@/lib/contracts/provisioning/firmware-path'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { deleteFirmwarePath } from '@/lib/services/provisioning/delete-firmware-path'
import { editFirmwarePath } from '@/lib/services/provisioning/edit-firmware-path'
import { getFirmwarePath } from '@/lib/services/provisioning/get-firmware-path'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(getFirmwarePathEndpoint, (ctx, { params }) => getFirmwarePath(ctx, params)),
  PATCH: handle(editFirmwarePathEndpoint, (ctx, { params, body, ifMatch }) =>
    editFirmwarePath(ctx, { ...params, ...body, ifMatch }),
  ),
  DELETE: handle(deleteFirmwarePathEndpoint, (ctx, { params, ifMatch }) =>
    deleteFirmwarePath(ctx, { ...params, ifMatch }),
  ),
})
