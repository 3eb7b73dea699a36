import { afterEach, describe, expect, it } from 'vitest'
import { closeScriptedBmcs, type Reply, scriptedBmc } from '@/lib/testing/scripted-bmc'
import type { HardwareTask } from '../../hardware-driver'
import { RedfishClient } from './redfish-client'
import { readProgress, startUpdate } from './redfish-update'

afterEach(closeScriptedBmcs)
const soon = () => new Date(Date.now() + 3_000)
const SERVICE = '/redfish/v1/UpdateService'
// Wherever the service says: the path is not made up from its name.
const TARGET = '/redfish/v1/UpdateService/Actions/Oem/SimpleUpdate'
const INFO = '/redfish/v1/UpdateService/Info'
const TASK = '/redfish/v1/TaskService/Tasks/7'
const IMAGE = 'http://images.example/A43_2.84.fwpkg'

async function serviceWith(answers: Record<string, Reply>) {
  const offered = { Actions: { '#UpdateService.SimpleUpdate': { target: TARGET, '@Redfish.ActionInfo': INFO } } }
  const info = { Parameters: [{ Name: 'ImageURI' }, { Name: 'Targets' }] }
  const bmc = await scriptedBmc(
    ({ line }) =>
      answers[line] ??
      (line === `GET ${SERVICE}` ? { body: offered } : line === `GET ${INFO}` ? { body: info } : undefined),
  )
  return { client: new RedfishClient({ address: bmc.address }), asked: bmc.asked }
}

describe('an update', () => {
  it.each<[string, Reply, string | null]>([
    [
      'by the Location of its monitor',
      { status: 202, headers: { location: '/monitor/7' }, body: { '@odata.id': TASK } },
      '/monitor/7',
    ],
    [
      'by the monitor that its task names',
      { status: 202, body: { '@odata.id': TASK, TaskMonitor: '/monitor/7' } },
      '/monitor/7',
    ],
    ['by its task', { status: 202, body: { '@odata.id': TASK, TaskState: 'New' } }, TASK],
    ['not at all, where the service gives nothing', { status: 200 }, null],
  ])('is followed %s', async (_title, reply, followed) => {
    const { client, asked } = await serviceWith({ [`POST ${TARGET}`]: reply })
    const { task } = await startUpdate(client, SERVICE, { address: IMAGE, targets: ['/firmware/2'] }, soon())
    expect(task).toBe(followed)
    expect(asked.at(-1)?.body).toEqual({ ImageURI: IMAGE, TransferProtocol: 'HTTP', Targets: ['/firmware/2'] })
  })

  it('is refused where the service takes none, or in its words', async () => {
    const none = await serviceWith({ [`GET ${SERVICE}`]: { body: {} } })
    await expect(startUpdate(none.client, SERVICE, { address: IMAGE, targets: [] }, soon())).rejects.toMatchObject({
      kind: 'refused',
    })
    const body = { error: { '@Message.ExtendedInfo': [{ Message: 'The image is not signed.' }] } }
    const { client } = await serviceWith({ [`POST ${TARGET}`]: { status: 400, body } })
    await expect(startUpdate(client, SERVICE, { address: IMAGE, targets: [] }, soon())).rejects.toMatchObject({
      kind: 'refused',
      message: 'The image is not signed.',
    })
  })
})

describe('how far it is', () => {
  const task = (more: object): Reply => ({ body: { '@odata.id': TASK, Messages: [], ...more } })
  it.each<[string, Reply, HardwareTask]>([
    ['a task that runs', task({ TaskState: 'Running', PercentComplete: 60 }), { state: 'running', percent: 60 }],
    ['a task that waits', task({ TaskState: 'Pending' }), { state: 'running', percent: undefined }],
    ['a task that is done', task({ TaskState: 'Completed', TaskStatus: 'OK' }), { state: 'done' }],
    [
      'a task that ended badly',
      task({ TaskState: 'Exception', TaskStatus: 'Critical', Messages: [{ Message: 'Flash failed at 60 %.' }] }),
      { state: 'failed', error: 'Flash failed at 60 %.' },
    ],
    [
      'a task that is done and not well',
      task({ TaskState: 'Completed', TaskStatus: 'Critical' }),
      { state: 'failed', error: 'its task ended as Completed, Critical.' },
    ],
    ['a monitor that waits', { status: 202 }, { state: 'running', percent: undefined }],
    [
      'a monitor that waits, and shows its task',
      { status: 202, ...task({ TaskState: 'Running' }) },
      { state: 'running', percent: undefined },
    ],
    ['a monitor that is done', { status: 204 }, { state: 'done' }],
    [
      'a monitor that ended badly',
      { status: 400, body: { error: { message: 'The image is for another board.' } } },
      { state: 'failed', error: 'The image is for another board.' },
    ],
    ['one that is forgotten', { status: 404 }, { state: 'unknown' }],
  ])('%s', async (_title, reply, progress) => {
    const { client } = await serviceWith({ [`GET ${TASK}`]: reply })
    expect(await readProgress(client, TASK, soon())).toEqual(progress)
  })
})
