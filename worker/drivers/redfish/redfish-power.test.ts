import { afterEach, describe, expect, it } from 'vitest'
import { closeScriptedBmcs, scriptedBmc } from '@/lib/testing/scripted-bmc'
import { RedfishClient } from './redfish-client'
import { RedfishMachine } from './redfish-machine'

afterEach(closeScriptedBmcs)

const SYSTEM = '/redfish/v1/Systems/0001'
const RESET = `${SYSTEM}/Actions/ComputerSystem.Reset`

interface Behaviour {
  state: string
  allowed?: string[]
  /** Where the allowed values are told apart from the action. */
  info?: boolean
  /** What follows a reset of a type, state after state at each look. */
  after: Record<string, string[]>
  refuse?: (type: string) => string | undefined
  noAction?: boolean
}

/** A machine whose power follows what is asked of it. */
async function machineWith(of: Behaviour) {
  const resets: string[] = []
  let coming: string[] = []
  let state = of.state
  const look = () => {
    state = coming.shift() ?? state
    return state
  }
  const action = {
    target: RESET,
    ...(of.info
      ? { '@Redfish.ActionInfo': '/info' }
      : of.allowed
        ? { 'ResetType@Redfish.AllowableValues': of.allowed }
        : {}),
  }
  const resources: Record<string, () => object> = {
    '/redfish/v1/': () => ({ Systems: { '@odata.id': '/redfish/v1/Systems' } }),
    '/redfish/v1/Systems': () => ({ Members: [{ '@odata.id': SYSTEM }] }),
    [SYSTEM]: () => ({
      '@odata.id': SYSTEM,
      PowerState: look(),
      ...(of.noAction ? {} : { Actions: { '#ComputerSystem.Reset': action } }),
    }),
    '/info': () => ({ Parameters: [{ Name: 'ResetType', AllowableValues: of.allowed }] }),
  }
  const bmc = await scriptedBmc(({ line, body }) => {
    const [method, path = ''] = line.split(' ')
    const found = method === 'GET' ? resources[path] : undefined
    if (found !== undefined) return { body: found() }
    if (path !== RESET) return undefined
    const { ResetType } = body as { ResetType: string }
    resets.push(ResetType)
    const words = of.refuse?.(ResetType)
    coming = [...(of.after[ResetType] ?? [])]
    if (words === undefined) return { status: 204 }
    return { status: 409, body: { error: { '@Message.ExtendedInfo': [{ Message: words }] } } }
  })
  return { machine: new RedfishMachine(new RedfishClient({ address: bmc.address })), resets }
}

const soon = (ms = 5_000) => new Date(Date.now() + ms)
const ALL = ['On', 'ForceOff', 'ForceRestart', 'GracefulShutdown']

describe('the power of a machine', () => {
  it('is switched on, and waited for while it comes up', async () => {
    const { machine, resets } = await machineWith({ state: 'Off', allowed: ALL, after: { On: ['PoweringOn', 'On'] } })
    expect(await machine.setPower('on', soon())).toBe('on')
    expect(resets).toEqual(['On'])
  })

  it.each([
    ['on', 'On'],
    ['off', 'Off'],
  ] as const)('%s already: nothing is sent', async (action, state) => {
    const { machine, resets } = await machineWith({ state, allowed: ALL, after: {} })
    expect(await machine.setPower(action, soon())).toBe(action)
    expect(resets).toEqual([])
  })

  it('coming up already: it is only waited for', async () => {
    const { machine, resets } = await machineWith({ state: 'PoweringOn', allowed: ALL, after: {} })
    await expect(machine.setPower('on', soon(900))).rejects.toMatchObject({ kind: 'unreachable' })
    expect(resets).toEqual([])
  })

  it('a refusal is none where it got there by itself meanwhile', async () => {
    const { machine } = await machineWith({
      state: 'On',
      allowed: ALL,
      after: { ForceOff: ['Off'] },
      refuse: () => 'The system is powered off already.',
    })
    expect(await machine.setPower('off', soon())).toBe('off')
  })

  it('a refusal is told in the words of the service', async () => {
    const { machine } = await machineWith({
      state: 'On',
      allowed: ALL,
      after: {},
      refuse: () => 'The server is in POST.',
    })
    await expect(machine.setPower('off', soon())).rejects.toMatchObject({
      kind: 'refused',
      message: 'The server is in POST.',
    })
  })

  it.each<[string, Behaviour, string[]]>([
    ['by force', { state: 'On', allowed: ALL, after: { ForceRestart: ['On'] } }, ['ForceRestart']],
    [
      'by what it has instead',
      { state: 'On', allowed: ['On', 'PowerCycle'], after: { PowerCycle: ['On'] } },
      ['PowerCycle'],
    ],
    [
      'as its action’s own page says',
      { state: 'On', allowed: ['GracefulRestart'], info: true, after: {} },
      ['GracefulRestart'],
    ],
    ['by the usual, where it does not say', { state: 'On', after: {} }, ['ForceRestart']],
    ['of what is off: it is switched on', { state: 'Off', allowed: ALL, after: { On: ['On'] } }, ['On']],
  ])('a reset %s', async (_title, behaviour, expected) => {
    const { machine, resets } = await machineWith(behaviour)
    expect(await machine.setPower('reset', soon())).toBe('on')
    expect(resets).toEqual(expected)
  })

  it('that can not be switched, or not so, says it', async () => {
    const none = await machineWith({ state: 'On', noAction: true, after: {} })
    await expect(none.machine.setPower('off', soon())).rejects.toMatchObject({
      message: 'its power can not be switched over Redfish.',
    })
    const few = await machineWith({ state: 'On', allowed: ['Nmi', 'On'], after: {} })
    await expect(few.machine.setPower('off', soon())).rejects.toMatchObject({
      kind: 'refused',
      message: 'it can not be switched off: it only knows Nmi, On.',
    })
  })
})
