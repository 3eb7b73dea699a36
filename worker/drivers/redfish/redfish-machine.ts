import { z } from 'zod'
import type { ComponentVersion } from '@/lib/domain/firmware/firmware-plan'
import { type BmcIdentity, type Deadline, type Disk, HardwareError, type Inventory } from '../../hardware-driver'
import { readResource, understood } from './read-resource'
import { bootNextFrom, bootParts, clearBoot, takesHttpBoot } from './redfish-boot'
import { type RedfishClient, ROOT_PATH } from './redfish-client'
import { discDrive, discDrives, ejectMedia, insertMedia, type VirtualMedia, virtualMedia } from './redfish-media'
import { type PowerAction, powerParts, setPower } from './redfish-power'

const GIB_IN_MIB = 1024
const GB = 1e9

const reference = z.object({ '@odata.id': z.string() })
const text = z.string().nullish()
const number = z.number().nullish()
const root = z.object({
  Systems: reference,
  UpdateService: reference.optional(),
  Tasks: reference.optional(),
  ProtocolFeaturesSupported: z
    .object({
      ExpandQuery: z.object({ NoLinks: z.boolean().optional(), ExpandAll: z.boolean().optional() }).optional(),
    })
    .optional(),
})
const collection = z.object({
  Members: z.array(z.looseObject({ '@odata.id': z.string() })),
  'Members@odata.nextLink': z.string().optional(),
})
const system = z.object({
  '@odata.id': z.string(),
  SystemType: text,
  SerialNumber: text,
  Model: text,
  Status: z.object({ Health: text, HealthRollup: text }).nullish(),
  ProcessorSummary: z.object({ CoreCount: number }).nullish(),
  MemorySummary: z.object({ TotalSystemMemoryGiB: number }).nullish(),
  Processors: reference.nullish(),
  Memory: reference.nullish(),
  Storage: reference.nullish(),
  SimpleStorage: reference.nullish(),
  VirtualMedia: reference.nullish(),
  Links: z.object({ ManagedBy: z.array(reference).nullish() }).nullish(),
  ...bootParts,
  ...powerParts,
})
const manager = z.object({ VirtualMedia: reference.nullish() })
const processor = z.object({
  ProcessorType: text,
  TotalCores: number,
  Status: z.object({ State: text }).nullish(),
})
const memory = z.object({ CapacityMiB: number })
const storage = z.object({ Drives: z.array(reference).nullish() })
const drive = z.object({ Id: z.string(), Name: text, CapacityBytes: number })
const simpleStorage = z.object({ Devices: z.array(z.object({ Name: text, CapacityBytes: number })).nullish() })
const updateService = z.object({ FirmwareInventory: reference.optional() })
const taskService = z.object({ Tasks: reference.optional() })
const software = z.object({ '@odata.id': z.string().optional(), Id: z.string(), Name: z.string(), Version: text })

type System = z.output<typeof system>
type Member = z.output<typeof collection>['Members'][number]

/**
 * What a machine is, by its BMC. All of it is found by the links from the root: neither ids nor paths are known beforehand.
 * Throws `HardwareError`.
 */
export class RedfishMachine {
  private readonly client: RedfishClient
  private known: z.output<typeof root> | null = null

  constructor(client: RedfishClient) {
    this.client = client
  }

  async identify(deadline: Deadline): Promise<BmcIdentity> {
    const { SerialNumber, Model } = await this.system(deadline)
    return { serial: SerialNumber?.trim() || null, product: Model?.trim() || null }
  }

  async readInventory(deadline: Deadline): Promise<Inventory> {
    const of = await this.system(deadline)
    return {
      cpuCores: (await this.cores(of, deadline)) || null,
      ramGb: (await this.ramGb(of, deadline)) || null,
      disks: await this.disks(of, deadline),
    }
  }

  /**
   * Installed versions by the names that the machine gives its components, each once, with the item's path; those of one
   * name that differ are told apart by their ids. Copies that are only kept to go back to are left out.
   */
  async readFirmware(deadline: Deadline): Promise<(ComponentVersion & { path?: string | undefined })[]> {
    const service = await this.find(await this.updateService(deadline), updateService, deadline)
    const path = service?.FirmwareInventory?.['@odata.id']
    if (path === undefined) throw new HardwareError('refused', 'it keeps no inventory of its firmware.')
    const found = (await this.members(path, software, deadline)).flatMap(({ Id, Name, Version, ...item }) => {
      const version = Version?.trim()
      return version && !/^(previous|available)-/i.test(Id)
        ? [{ id: Id, name: Name.trim(), version, path: item['@odata.id'] }]
        : []
    })
    const seen = new Map<string, Set<string>>()
    for (const { name, version } of found) seen.set(name, (seen.get(name) ?? new Set()).add(version))
    const named = found.map(({ id, name, version, path: at }) => ({
      component: (seen.get(name)?.size ?? 1) > 1 ? `${name} (${id})` : name,
      version,
      path: at,
    }))
    return named.filter((entry, index) => named.findIndex((other) => other.component === entry.component) === index)
  }

  /** Path of the service that takes firmware. */
  async updateService(deadline: Deadline): Promise<string> {
    const { UpdateService } = await this.root(deadline)
    if (UpdateService === undefined) throw new HardwareError('refused', 'it keeps no inventory of its firmware.')
    return UpdateService['@odata.id']
  }

  /** Paths of its tasks, in its own order; null where it keeps none. */
  async listTasks(deadline: Deadline): Promise<string[] | null> {
    const { Tasks } = await this.root(deadline)
    const service = Tasks && (await this.find(Tasks['@odata.id'], taskService, deadline))
    const path = service?.Tasks?.['@odata.id']
    if (path === undefined) return null
    const paths: string[] = []
    for (let next: string | undefined = path; next !== undefined; ) {
      const page: z.output<typeof collection> = await this.read(next, collection, deadline)
      paths.push(...page.Members.map((member) => member['@odata.id']))
      next = page['Members@odata.nextLink']
    }
    return paths
  }

  /** What is wrong, in words; empty when it is well. */
  async readProblems(deadline: Deadline): Promise<string[]> {
    const { Status } = await this.system(deadline)
    const health = [Status?.Health, Status?.HealthRollup].find((value) => value && value !== 'OK')
    return health ? [`The BMC reports the health of the system as ${health}.`] : []
  }

  /** Returns the state that follows; see `setPower`. */
  async setPower(action: PowerAction, deadline: Deadline): Promise<'on' | 'off'> {
    return setPower(this.client, await this.system(deadline), action, deadline)
  }

  /** Between on and off where the BMC says that it is on its way, or does not say. */
  async readPower(deadline: Deadline): Promise<'on' | 'off' | 'changing'> {
    const { PowerState } = await this.system(deadline)
    return PowerState === 'On' ? 'on' : PowerState === 'Off' ? 'off' : 'changing'
  }

  /** Has the next start come from the disc at this address, which is put in. */
  async bootFromDisc(image: string, deadline: Deadline): Promise<'once' | 'until-cleared'> {
    const of = await this.system(deadline)
    await insertMedia(this.client, await this.discDrive(of, deadline), image, deadline)
    return bootNextFrom(this.client, of, 'Cd', deadline)
  }

  /**
   * Has the next start come from the network: over HTTP from the address where the service takes one, else as the network
   * itself says (PXE). Returns whether it is the address's image.
   */
  async bootFromNetwork(address: string | null, deadline: Deadline): Promise<boolean> {
    const of = await this.system(deadline)
    const overHttp = address !== null && takesHttpBoot(of)
    if (overHttp) await bootNextFrom(this.client, of, 'UefiHttp', deadline, address)
    else await bootNextFrom(this.client, of, 'Pxe', deadline)
    return overHttp
  }

  /** No disc in its drives, and no override of what it starts from, whoever set them. */
  async restoreBoot(deadline: Deadline): Promise<void> {
    const of = await this.system(deadline)
    await clearBoot(this.client, of, deadline)
    const slots = await this.mediaSlots(of, deadline)
    for (const slot of discDrives(slots)) await ejectMedia(this.client, slot, deadline)
  }

  private async discDrive(of: System, deadline: Deadline): Promise<VirtualMedia> {
    return discDrive(await this.mediaSlots(of, deadline))
  }

  /** Under the system, or as it was before Redfish 2021.1 under what manages it. */
  private async mediaSlots(of: System, deadline: Deadline): Promise<VirtualMedia[]> {
    const own = of.VirtualMedia?.['@odata.id']
    if (own !== undefined) return this.members(own, virtualMedia, deadline)
    for (const link of of.Links?.ManagedBy ?? []) {
      const found = await this.find(link['@odata.id'], manager, deadline)
      const path = found?.VirtualMedia?.['@odata.id']
      if (path !== undefined) return this.members(path, virtualMedia, deadline)
    }
    return []
  }

  private async root(deadline: Deadline): Promise<z.output<typeof root>> {
    this.known ??= await this.read(ROOT_PATH, root, deadline)
    return this.known
  }

  /** The one machine that the BMC manages. */
  private async system(deadline: Deadline): Promise<System> {
    const { Systems } = await this.root(deadline)
    const all = await this.members(Systems['@odata.id'], system, deadline)
    const physical = all.filter(({ SystemType }) => !SystemType || SystemType === 'Physical')
    const [only] = physical
    if (only !== undefined && physical.length === 1) return only
    const which = all.map((of) => of['@odata.id']).join(', ')
    throw new HardwareError('refused', `it manages ${physical.length} machines, not one${which && `: ${which}`}.`)
  }

  private async cores(of: System, deadline: Deadline): Promise<number> {
    const all = of.Processors ? await this.members(of.Processors['@odata.id'], processor, deadline) : []
    const cores = all.reduce((sum, { ProcessorType, TotalCores, Status }) => {
      const counts = (!ProcessorType || ProcessorType === 'CPU') && (!Status?.State || Status.State === 'Enabled')
      return sum + (counts ? (TotalCores ?? 0) : 0)
    }, 0)
    return cores > 0 ? cores : (of.ProcessorSummary?.CoreCount ?? 0)
  }

  private async ramGb(of: System, deadline: Deadline): Promise<number> {
    const total = of.MemorySummary?.TotalSystemMemoryGiB
    if (typeof total === 'number') return Math.round(total)
    const all = of.Memory ? await this.members(of.Memory['@odata.id'], memory, deadline) : []
    return Math.round(all.reduce((sum, { CapacityMiB }) => sum + (CapacityMiB ?? 0), 0) / GIB_IN_MIB)
  }

  private async disks(of: System, deadline: Deadline): Promise<Inventory['disks']> {
    if (of.Storage && (await this.client.find(of.Storage['@odata.id'], deadline)) !== null) {
      const all = await this.members(of.Storage['@odata.id'], storage, deadline)
      const paths = new Set(all.flatMap(({ Drives }) => Drives ?? []).map((link) => link['@odata.id']))
      const disks: Disk[] = []
      for (const path of paths) {
        const found = await this.find(path, drive, deadline)
        if (found?.CapacityBytes) disks.push(diskOf(path, found.Name ?? found.Id, found.CapacityBytes))
      }
      return disks
    }
    if (of.SimpleStorage && (await this.client.find(of.SimpleStorage['@odata.id'], deadline)) !== null) {
      const all = await this.members(of.SimpleStorage['@odata.id'], simpleStorage, deadline)
      return all.flatMap(({ Devices }) =>
        (Devices ?? []).flatMap(({ Name, CapacityBytes }) =>
          CapacityBytes ? [diskOf('', Name ?? '', CapacityBytes)] : [],
        ),
      )
    }
    return null
  }

  /** All members of a collection, over all of its pages; in one answer where the service can. */
  private async members<Schema extends z.ZodType>(
    path: string,
    schema: Schema,
    deadline: Deadline,
  ): Promise<z.output<Schema>[]> {
    const { ProtocolFeaturesSupported } = await this.root(deadline)
    const { NoLinks, ExpandAll } = ProtocolFeaturesSupported?.ExpandQuery ?? {}
    const expand = NoLinks ? '?$expand=.' : ExpandAll ? '?$expand=*' : ''
    const members: z.output<Schema>[] = []
    // Some say they can, and refuse.
    const whole = expand === '' ? null : await this.orNull(this.read(path + expand, collection, deadline))
    for (let page = whole ?? (await this.read(path, collection, deadline)); ; ) {
      for (const member of page.Members) {
        const found = await this.member(member, schema, deadline)
        if (found !== null) members.push(found)
      }
      const next = page['Members@odata.nextLink']
      if (next === undefined) return members
      page = await this.read(next, collection, deadline)
    }
  }

  private async orNull<T>(asked: Promise<T>): Promise<T | null> {
    return asked.catch((error: unknown) => {
      if (error instanceof HardwareError && error.kind === 'refused') return null
      throw error
    })
  }

  private async member<Schema extends z.ZodType>(
    member: Member,
    schema: Schema,
    deadline: Deadline,
  ): Promise<z.output<Schema> | null> {
    const isLink = Object.keys(member).every((key) => key.startsWith('@odata.'))
    return isLink ? this.find(member['@odata.id'], schema, deadline) : understood(member['@odata.id'], schema, member)
  }

  private read<Schema extends z.ZodType>(path: string, schema: Schema, deadline: Deadline): Promise<z.output<Schema>> {
    return readResource(this.client, path, schema, deadline)
  }

  private async find<Schema extends z.ZodType>(
    path: string,
    schema: Schema,
    deadline: Deadline,
  ): Promise<z.output<Schema> | null> {
    const answer = await this.client.find(path, deadline)
    return answer === null ? null : understood(path, schema, answer.body)
  }
}

function diskOf(id: string, name: string, bytes: number): Disk {
  return { id, name: name.trim(), gb: Math.round(bytes / GB) }
}
