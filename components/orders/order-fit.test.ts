import { describe, expect, test } from 'vitest'
import type { ModelStock } from '@/components/capacity/shape-fit'
import { draftFrom } from './order-draft'
import { bindingOf, fitOf } from './order-fit'

const stock = (model: string, cpuCores: number, ramGb: number, nvmeGb: number, racked: number, warehouse = 0) =>
  ({ datacenter: 'FRA1', model, name: model, cpuCores, ramGb, nvmeGb, racked, warehouse }) satisfies ModelStock
const models = [stock('small', 32, 256, 3_840, 4, 2), stock('large', 64, 1_024, 15_360, 2)]
const draft = (params: Record<string, string>) => draftFrom(new URLSearchParams(params))

describe('whether it fits, as one types', () => {
  test('totals fit while every resource has enough', () => {
    expect(fitOf(models, draft({ cores: '256', ram: '3072' }), false)).toMatchObject({ fits: true, servers: 6 })
  })

  test('the resource that binds is named, with what there is of it', () => {
    const fit = fitOf(models, draft({ cores: '100', nvme: '50000' }), false)
    expect(fit.fits).toBe(false)
    expect(bindingOf(fit)).toEqual({ resource: 'nvmeGb', asked: 50_000, available: 46_080 })
  })

  test('the warehouse counts when it may be used', () => {
    expect(fitOf(models, draft({ cores: '300' }), false).fits).toBe(false)
    expect(fitOf(models, draft({ cores: '300' }), true).fits).toBe(true)
  })

  test('no server serves two lines: a small one is not served from what a hungry one needs', () => {
    expect(fitOf(models, draft({ lines: '4x32x256x0,2x64x1024x0' }), false).lines).toEqual([
      { wanted: 4, found: 4 },
      { wanted: 2, found: 2 },
    ])
    expect(fitOf(models, draft({ lines: '5x32x256x0,2x64x1024x0' }), false)).toMatchObject({
      fits: false,
      lines: [
        { wanted: 5, found: 4 },
        { wanted: 2, found: 2 },
      ],
    })
  })

  test('nothing asked binds nothing', () => {
    expect(bindingOf(fitOf(models, draft({}), false))).toBeNull()
  })
})
