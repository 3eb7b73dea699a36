import { expect, it } from 'vitest'
import { firmwareHref } from './firmware-filters'

const asked = { model: 'dell-r650', component: 'BIOS', from: '1.3.8', to: '1.13.2', path: 'p', datacenter: 'FRA1' }

it('keeps the question when a path is opened, and drops it with another component or model', () => {
  const all = 'model=dell-r650&component=BIOS&from=1.3.8&to=1.13.2'
  expect(firmwareHref(asked, { path: undefined })).toBe(`/firmware?datacenter=FRA1&${all}`)
  expect(firmwareHref(asked, { component: 'iDRAC' })).toBe('/firmware?datacenter=FRA1&model=dell-r650&component=iDRAC')
  expect(firmwareHref(asked, { model: 'dell-r640' })).toBe('/firmware?datacenter=FRA1&model=dell-r640')
  expect(firmwareHref(asked, { model: 'dell-r640', component: 'BIOS', to: '2' })).toBe(
    '/firmware?datacenter=FRA1&model=dell-r640&component=BIOS&to=2',
  )
  expect(firmwareHref({})).toBe('/firmware')
})
