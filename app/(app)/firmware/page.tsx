import { Forbidden } from '@/components/access/forbidden'
import { graphParams } from '@/components/firmware/firmware-queries'
import { FirmwareScreen } from '@/components/firmware/firmware-screen'
import { PageHeader } from '@/components/shell/page-header'
import { EmptyState } from '@/components/ui/empty-state'
import { orNotFound } from '@/lib/auth/or-not-found'
import { pageContext } from '@/lib/auth/page-context'
import { lockOf } from '@/lib/auth/page-locks'
import { type PageParams, pagePath, paramOf } from '@/lib/auth/page-path'
import { pageQuery } from '@/lib/auth/page-query'
import { code } from '@/lib/contracts/primitives'
import { getFirmwareGraphEndpoint } from '@/lib/contracts/provisioning/firmware-graph'
import { listServerModels } from '@/lib/services/inventory/list-server-models'
import { getFirmwareGraph } from '@/lib/services/provisioning/get-firmware-graph'

/** The most models that can be chosen from. */
const MODELS = 200

export default async function FirmwarePage(props: { searchParams: Promise<PageParams> }) {
  const params = await props.searchParams
  const ctx = await pageContext(pagePath('/firmware', params))
  if (lockOf(ctx, 'provisioning.read') !== null) return <Forbidden title="Firmware" operation="provisioning.read" />
  const { items } = await listServerModels(ctx, { limit: MODELS })
  const model =
    code.safeParse(paramOf(params, 'model')).data ??
    items.find((one) => one.firmwareTargets.length > 0)?.slug ??
    items[0]?.slug
  if (model === undefined) return <NoModels />
  const filters = {
    model,
    component: paramOf(params, 'component'),
    from: paramOf(params, 'from'),
    to: paramOf(params, 'to'),
    path: paramOf(params, 'path'),
    datacenter: paramOf(params, 'datacenter'),
  }
  const asked = pageQuery(getFirmwareGraphEndpoint.query, graphParams(filters))
  const first = await orNotFound(getFirmwareGraph(ctx, asked))
  const models = items.map(({ slug, manufacturer, model: name }) => ({ slug, name: `${manufacturer} ${name}` }))
  if (!models.some(({ slug }) => slug === first.model)) models.unshift({ slug: first.model, name: first.model })
  return (
    <FirmwareScreen
      key={JSON.stringify([first.model, first.component, filters.datacenter])}
      first={first}
      // As it was found: links that are made from here name it, though nobody asked for it.
      filters={{ ...filters, model: first.model, component: first.component }}
      models={models}
      locks={{
        create: lockOf(ctx, 'provisioning.create-firmware-path'),
        edit: lockOf(ctx, 'provisioning.edit-firmware-path'),
        remove: lockOf(ctx, 'provisioning.delete-firmware-path'),
        target: lockOf(ctx, 'inventory.edit-server-model'),
      }}
    />
  )
}

function NoModels() {
  return (
    <>
      <PageHeader title="Firmware" hidden />
      <EmptyState title="No server model yet">
        Firmware belongs to a model: its targets and the paths to them. Models are added through the API.
      </EmptyState>
    </>
  )
}
