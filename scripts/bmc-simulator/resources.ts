import { type MachineTask, RESET_TYPES, type SimulatedMachine } from './machine'

export const ROOT = '/redfish/v1'
export const SYSTEM = `${ROOT}/Systems/1`
export const MANAGER = `${ROOT}/Managers/1`
export const MEDIA = `${MANAGER}/VirtualMedia/1`
export const SESSIONS = `${ROOT}/SessionService/Sessions`
export const RESET = `${SYSTEM}/Actions/ComputerSystem.Reset`
export const INSERT = `${MEDIA}/Actions/VirtualMedia.InsertMedia`
export const EJECT = `${MEDIA}/Actions/VirtualMedia.EjectMedia`
export const UPDATE = `${ROOT}/UpdateService/Actions/UpdateService.SimpleUpdate`
const DRIVES = `${SYSTEM}/Storage/1/Drives`
const ERASE = '/Actions/Drive.SecureErase'
const UPDATE_INFO = `${ROOT}/UpdateService/SimpleUpdateActionInfo`
const CHASSIS = `${ROOT}/Chassis/1`
const INVENTORY = `${ROOT}/UpdateService/FirmwareInventory`
const TASKS = `${ROOT}/TaskService/Tasks`

const link = (path: string) => ({ '@odata.id': path })
const healthy = { State: 'Enabled', Health: 'OK' }

function collection(path: string, type: string, members: readonly string[]): object {
  return {
    '@odata.type': `#${type}Collection.${type}Collection`,
    Name: `${type} Collection`,
    Members: members.map(link),
    'Members@odata.count': members.length,
    '@odata.id': path,
  }
}

export const taskPath = (task: MachineTask): string => `${TASKS}/${task.id}`

/** Of an inventory item's path its place in the inventory; null for any other path. */
export function itemAt(path: string): number | null {
  const found = path.startsWith(`${INVENTORY}/`) ? path.slice(INVENTORY.length + 1) : ''
  return /^\d+$/.test(found) ? Number(found) - 1 : null
}

/** Of the path of a drive's erase action its place among the drives; null for any other path. */
export function eraseAt(path: string): number | null {
  const id = path.startsWith(`${DRIVES}/`) && path.endsWith(ERASE) ? path.slice(DRIVES.length + 1, -ERASE.length) : ''
  return /^\d+$/.test(id) ? Number(id) - 1 : null
}

/** The resource at a path without a slash at its end, as the machine is now; null where there is none. */
export function resourceAt(machine: SimulatedMachine, path: string): object | null {
  machine.catchUp()
  const fixed = FIXED[path]
  if (fixed !== undefined) return { '@odata.id': path, ...fixed(machine) }
  const { hardware, tasks } = machine
  const [, list, id = ''] = /^(.*)\/(\d+)$/.exec(path) ?? []
  const index = Number(id) - 1
  if (list === `${SYSTEM}/Processors` && index >= 0 && index < hardware.processors) {
    const { coresEach } = hardware
    return {
      '@odata.id': path,
      '@odata.type': '#Processor.v1_7_0.Processor',
      ...{ Id: id, Name: `CPU ${id}`, ProcessorType: 'CPU', TotalCores: coresEach, TotalThreads: 2 * coresEach },
      Status: healthy,
    }
  }
  if (list === `${SYSTEM}/Memory` && index >= 0 && index < hardware.dimms) {
    const type = '#Memory.v1_9_0.Memory'
    const CapacityMiB = hardware.gibEach * 1024
    return { '@odata.id': path, '@odata.type': type, Id: id, Name: `DIMM ${id}`, CapacityMiB, Status: healthy }
  }
  const drive = list === DRIVES ? hardware.drives[index] : undefined
  if (drive !== undefined) {
    const of = { Id: id, Name: drive.name, CapacityBytes: drive.bytes, Protocol: 'NVMe', MediaType: 'SSD' }
    const Actions = { '#Drive.SecureErase': { target: `${path}${ERASE}` } }
    return { '@odata.id': path, '@odata.type': '#Drive.v1_9_0.Drive', ...of, Status: healthy, Actions }
  }
  const item = list === INVENTORY ? hardware.firmware[index] : undefined
  if (item !== undefined) {
    const type = '#SoftwareInventory.v1_3_0.SoftwareInventory'
    const { name, version } = item
    return {
      '@odata.id': path,
      '@odata.type': type,
      Id: id,
      Name: name,
      Version: version,
      Updateable: true,
      Status: healthy,
    }
  }
  const task = list === TASKS ? tasks[index] : undefined
  return task === undefined ? null : taskOf(machine, task)
}

function taskOf(machine: SimulatedMachine, task: MachineTask): object {
  const running = machine.isRunning(task)
  const failed = !running && task.outcome === 'failed'
  const what = task.kind === 'update' ? 'The update' : 'The erasing'
  const Message = failed ? `${what} failed at 60 %: the image could not be written.` : `${what} is in order.`
  return {
    '@odata.id': taskPath(task),
    '@odata.type': '#Task.v1_4_3.Task',
    Id: task.id,
    Name: task.kind === 'update' ? 'Update' : 'Secure Erase',
    TaskState: running ? 'Running' : failed ? 'Exception' : 'Completed',
    TaskStatus: failed ? 'Critical' : 'OK',
    PercentComplete: machine.percentOf(task),
    StartTime: new Date(task.began).toISOString(),
    ...(running ? {} : { EndTime: new Date(task.ends).toISOString() }),
    Messages: running ? [] : [{ MessageId: 'Update.1.0.Ended', Message, Resolution: 'None' }],
  }
}

const numbered = (path: string, count: number) => Array.from({ length: count }, (_, index) => `${path}/${index + 1}`)

const FIXED: Readonly<Record<string, (machine: SimulatedMachine) => object>> = {
  [ROOT]: ({ uuid, keepsTasks }) => ({
    '@odata.type': '#ServiceRoot.v1_9_0.ServiceRoot',
    Id: 'RootService',
    Name: 'Simulated BMC',
    RedfishVersion: '1.11.0',
    UUID: uuid,
    Systems: link(`${ROOT}/Systems`),
    Chassis: link(`${ROOT}/Chassis`),
    Managers: link(`${ROOT}/Managers`),
    UpdateService: link(`${ROOT}/UpdateService`),
    ...(keepsTasks ? { Tasks: link(`${ROOT}/TaskService`) } : {}),
    SessionService: link(`${ROOT}/SessionService`),
    Links: { Sessions: link(SESSIONS) },
  }),
  [`${ROOT}/Systems`]: () => collection(`${ROOT}/Systems`, 'ComputerSystem', [SYSTEM]),
  [`${ROOT}/Chassis`]: () => collection(`${ROOT}/Chassis`, 'Chassis', [CHASSIS]),
  [`${ROOT}/Managers`]: () => collection(`${ROOT}/Managers`, 'Manager', [MANAGER]),
  [SYSTEM]: ({ hardware, powerState, boot, uuid, faults }) => ({
    '@odata.type': '#ComputerSystem.v1_13_0.ComputerSystem',
    Id: '1',
    Name: 'System',
    SystemType: 'Physical',
    Manufacturer: hardware.manufacturer,
    Model: hardware.model,
    SerialNumber: hardware.serial,
    UUID: uuid,
    PowerState: powerState,
    Status: { ...healthy, HealthRollup: faults.has('unhealthy') ? 'Critical' : 'OK' },
    BiosVersion: hardware.firmware.find(({ name }) => /bios|system rom/i.test(name))?.version ?? '',
    ProcessorSummary: { Count: hardware.processors, CoreCount: hardware.processors * hardware.coresEach },
    MemorySummary: { TotalSystemMemoryGiB: hardware.dimms * hardware.gibEach },
    Boot: {
      BootSourceOverrideEnabled: boot.enabled,
      BootSourceOverrideTarget: boot.target,
      BootSourceOverrideMode: 'UEFI',
      HttpBootUri: boot.httpUri,
      'BootSourceOverrideEnabled@Redfish.AllowableValues': ['Disabled', 'Once', 'Continuous'],
      'BootSourceOverrideTarget@Redfish.AllowableValues': ['None', 'Pxe', 'Cd', 'Hdd', 'UefiHttp'],
    },
    Processors: link(`${SYSTEM}/Processors`),
    Memory: link(`${SYSTEM}/Memory`),
    Storage: link(`${SYSTEM}/Storage`),
    Links: { Chassis: [link(CHASSIS)], ManagedBy: [link(MANAGER)] },
    Actions: { '#ComputerSystem.Reset': { target: RESET, 'ResetType@Redfish.AllowableValues': RESET_TYPES } },
  }),
  [`${SYSTEM}/Processors`]: ({ hardware }) =>
    collection(`${SYSTEM}/Processors`, 'Processor', numbered(`${SYSTEM}/Processors`, hardware.processors)),
  [`${SYSTEM}/Memory`]: ({ hardware }) =>
    collection(`${SYSTEM}/Memory`, 'Memory', numbered(`${SYSTEM}/Memory`, hardware.dimms)),
  [`${SYSTEM}/Storage`]: () => collection(`${SYSTEM}/Storage`, 'Storage', [`${SYSTEM}/Storage/1`]),
  [`${SYSTEM}/Storage/1`]: ({ hardware }) => ({
    '@odata.type': '#Storage.v1_9_0.Storage',
    Id: '1',
    Name: 'Storage',
    Status: healthy,
    Drives: numbered(DRIVES, hardware.drives.length).map(link),
  }),
  [CHASSIS]: ({ hardware, powerState }) => ({
    '@odata.type': '#Chassis.v1_14_0.Chassis',
    Id: '1',
    Name: 'Chassis',
    ChassisType: 'RackMount',
    SerialNumber: hardware.serial,
    Model: hardware.model,
    PowerState: powerState,
    Status: healthy,
    Links: { ComputerSystems: [link(SYSTEM)], ManagedBy: [link(MANAGER)] },
  }),
  [MANAGER]: () => ({
    '@odata.type': '#Manager.v1_10_0.Manager',
    Id: '1',
    Name: 'BMC',
    ManagerType: 'BMC',
    Status: healthy,
    VirtualMedia: link(`${MANAGER}/VirtualMedia`),
    Links: { ManagerForServers: [link(SYSTEM)], ManagerForChassis: [link(CHASSIS)] },
  }),
  [`${MANAGER}/VirtualMedia`]: () => collection(`${MANAGER}/VirtualMedia`, 'VirtualMedia', [MEDIA]),
  [MEDIA]: ({ media }) => ({
    '@odata.type': '#VirtualMedia.v1_3_0.VirtualMedia',
    Id: '1',
    Name: 'Virtual CD',
    MediaTypes: ['CD', 'DVD'],
    Image: media.image ?? '',
    Inserted: media.image !== null,
    ConnectedVia: media.image === null ? 'NotConnected' : 'URI',
    WriteProtected: true,
    Actions: { '#VirtualMedia.InsertMedia': { target: INSERT }, '#VirtualMedia.EjectMedia': { target: EJECT } },
  }),
  [`${ROOT}/UpdateService`]: () => ({
    '@odata.type': '#UpdateService.v1_8_0.UpdateService',
    Id: 'UpdateService',
    Name: 'Update Service',
    ServiceEnabled: true,
    FirmwareInventory: link(INVENTORY),
    Actions: {
      '#UpdateService.SimpleUpdate': {
        target: UPDATE,
        '@Redfish.ActionInfo': UPDATE_INFO,
        'TransferProtocol@Redfish.AllowableValues': ['HTTP', 'HTTPS'],
      },
    },
  }),
  [UPDATE_INFO]: () => ({
    '@odata.type': '#ActionInfo.v1_1_2.ActionInfo',
    Id: 'SimpleUpdateActionInfo',
    Name: 'Simple Update Action Info',
    Parameters: [
      { Name: 'ImageURI', Required: true, DataType: 'String' },
      { Name: 'TransferProtocol', Required: false, DataType: 'String', AllowableValues: ['HTTP', 'HTTPS'] },
      { Name: 'Targets', Required: false, DataType: 'StringArray' },
    ],
  }),
  [INVENTORY]: ({ hardware }) =>
    collection(INVENTORY, 'SoftwareInventory', numbered(INVENTORY, hardware.firmware.length)),
  [`${ROOT}/TaskService`]: () => ({
    '@odata.type': '#TaskService.v1_1_4.TaskService',
    Id: 'TaskService',
    Name: 'Task Service',
    ServiceEnabled: true,
    Tasks: link(TASKS),
  }),
  [TASKS]: ({ tasks }) => collection(TASKS, 'Task', tasks.map(taskPath)),
  [`${ROOT}/SessionService`]: () => ({
    '@odata.type': '#SessionService.v1_1_8.SessionService',
    Id: 'SessionService',
    Name: 'Session Service',
    ServiceEnabled: true,
    Sessions: link(SESSIONS),
  }),
}
