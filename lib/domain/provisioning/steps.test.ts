import { describe, expect, it } from 'vitest'
import { JOB_KINDS } from '../job-state'
import { stepAt, stepsOf, writesData } from './steps'

describe('steps', () => {
  it('of provisioning are seven, in the fixed order', () => {
    expect(stepsOf('provision').map((step) => `${step.position} ${step.name}`)).toEqual([
      '1 Verify BMC',
      '2 Verify inventory',
      '3 Firmware',
      '4 Boot configuration',
      '5 Install image',
      '6 Health check',
      '7 Hand over',
    ])
  })

  it.each(JOB_KINDS)('of a %s job count from 1 without gaps', (kind) => {
    expect(stepsOf(kind).map((step) => step.position)).toEqual(stepsOf(kind).map((_, index) => index + 1))
  })

  it('nothing that changes whose server it is, or proves a wipe, can be skipped', () => {
    expect(stepAt('provision', 7).skippable).toBe(false)
    expect(stepsOf('wipe').some((step) => step.skippable)).toBe(false)
  })

  it('data is written from step 5 on', () => {
    expect(
      stepsOf('provision')
        .filter((step) => writesData(step.key))
        .map((step) => step.position),
    ).toEqual([5])
  })

  it('a position that no job has is a broken row', () => {
    expect(() => stepAt('wipe', 9)).toThrow('no step 9')
  })
})
