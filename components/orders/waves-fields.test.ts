import { expect, test } from 'vitest'
import { typedWaves, wavesOf } from './waves-fields'

test.each([undefined, { canary: 2 }, { failureBudget: 0 }, { canary: 1, failureBudget: 3 }])(
  'the fields give back the waves %o',
  (waves) => {
    expect(wavesOf(typedWaves(waves))).toEqual(waves ?? null)
  },
)

test('none tried first is all at once', () => {
  expect(wavesOf({ canary: '0', failureBudget: '' })).toBeNull()
})
