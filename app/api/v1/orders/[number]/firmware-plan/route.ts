import { getFirmwarePlanEndpoint } from '@/lib/contracts/provisioning/firmware-plan'
import { handle } from '@/lib/http/handle'
import { routes } from '@/lib/http/routes'
import { getFirmwarePlan } from '@/lib/services/provisioning/get-firmware-plan'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: handle(getFirmwarePlanEndpoint, (ctx, { params }) => getFirmwarePlan(ctx, params)),
})
