import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestWorld, testWorld } from '../../testing/context'
import { freezeWorkers } from '../../testing/races/frozen-worker'
import { endLastJobsTogether } from '../../testing/races/last-jobs'
import { measureRecovery } from '../../testing/races/recovery'
import { killWorkers } from '../../testing/races/worker-kills'

let world: TestWorld
beforeAll(async () => {
  world = await testWorld()
})
afterAll(() => world.close())

it('200 kills of a worker, of three, during 300 jobs, half of them in waves: all end in SUCCESS, each effect happened once', async () => {
  const report = await killWorkers(world, { jobs: 300, kills: 200, stepMs: 300 })
  expect(report).toMatchObject({
    kills: 200,
    jobs: { SUCCESS: 300 },
    orders: { ACTIVE: 60 },
    unfinishedSteps: 0,
  })
  expect(report.hits).toBeGreaterThan(160)
  expect(report.repeated).toEqual([])
  expect(report.spokenToByTwo).toBe(0)
  expect(report.effectsAServer).toEqual(Array(300).fill(5))
  expect(report.mostAtOnce).toBe(2)
  expect(report.besideTheFirst).toBe(0)
})

it('with the ordinary lease of 15 s a killed worker’s job is another’s within 30 s', async () => {
  const recoveries = await measureRecovery(world, 5)
  console.log('recoveries (ms, lease 15 s):', recoveries)
  for (const recovery of recoveries) expect(recovery).toBeLessThan(30_000)
})

it('a worker frozen past its lease changes nothing when it is woken, 10 rounds', async () => {
  const rounds = await freezeWorkers(world, 10)
  expect(rounds).toEqual(
    Array(10).fill({ status: 'SUCCESS', takenOver: true, effects: 5, spoke: false, changed: false }),
  )
})

it('the last two jobs that end at the same moment make the order ACTIVE, 200 rounds', async () => {
  expect(await endLastJobsTogether(world, 200)).toEqual(Array(200).fill('ACTIVE'))
})
