import { describe, expect, test } from 'vitest'
import { createOrderInput } from '@/lib/contracts/planning/order'
import { askedOf, draftFrom, draftParams, orderInput, sameDemand } from './order-draft'

const totals = new URLSearchParams({
  customer: 'Helvetia Analytics',
  datacenter: 'FRA1',
  image: 'debian-13',
  boot: 'network',
  endsOn: '2027-03-01',
  cores: '1280',
  ram: '15360',
})
const lines = new URLSearchParams({ customer: 'Nordlys', datacenter: 'AMS2', lines: '2x56x512x7680,1x32x256x0' })

describe('the wizard keeps what was typed in its address', () => {
  test.each([totals, lines])('and reads back what it wrote', (params) => {
    expect(draftParams(draftFrom(params))).toEqual(Object.fromEntries(params))
  })

  test('what is no number, no day and no line is left out', () => {
    const draft = draftFrom(new URLSearchParams({ cores: 'many', endsOn: 'soon', lines: '2x56,3x1x2x3', ram: '1,024' }))
    expect(draft).toMatchObject({ cpuCores: 0, endsOn: '', ramGb: 1_024 })
    expect(draft.lines).toEqual([{ count: 3, minCpuCores: 1, minRamGb: 2, minNvmeGb: 3 }])
  })
})

describe('what the order asks for', () => {
  test('lines add up to totals', () => {
    expect(askedOf(draftFrom(lines))).toEqual({ cpuCores: 144, ramGb: 1_280, nvmeGb: 15_360 })
  })

  test.each([totals, lines])('the API takes it as it is', (params) => {
    expect(createOrderInput.safeParse(orderInput(draftFrom(params))).success).toBe(true)
  })

  test('another customer asks for the same; another datacenter does not', () => {
    const draft = draftFrom(totals)
    expect(sameDemand(draft, { ...draft, customer: 'Someone else' })).toBe(true)
    expect(sameDemand(draft, { ...draft, datacenter: 'AMS2' })).toBe(false)
    expect(sameDemand(draft, { ...draft, nvmeGb: 1 })).toBe(false)
  })
})
