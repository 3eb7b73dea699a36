import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCode } from './scan-code'

const GS = '\u001d'

describe('what a scanner read', () => {
  it.each([
    ['SRV-004217', 'plain', ['SRV-004217']],
    ['  FRA1-A07\r\n', 'plain', ['FRA1-A07']],
    ['*SRV-1*', 'plain', ['SRV-1']],
    [']C0SRV-1', 'plain', ['SRV-1']],
    ['https://haas.example/s/SRV-004217', 'address', ['SRV-004217']],
    ['http://localhost:4440/s/A%3A1?from=label', 'address', ['A:1']],
    ['https://haas.example/s/%E0%A4%A', 'address', []],
    ['https://example.com/shop', 'address', []],
    ['https://id.gs1.org/01/04012345678901/21/SN-77?x=1', 'gs1', ['SN-77', '04012345678901']],
    ['(01)04012345678901(21)SN-77', 'gs1', ['SN-77', '04012345678901']],
    [`]C10104012345678901${'21'}SN-77${GS}10LOT`, 'gs1', ['SN-77', '04012345678901']],
    [`]d2${GS}21SN-77${GS}0104012345678901`, 'gs1', ['SN-77', '04012345678901']],
    [']C100340123456789012345', 'gs1', ['340123456789012345']],
    [`${GS}8004RACK-9`, 'gs1', ['RACK-9']],
    [']C1SRV-1', 'plain', ['SRV-1']],
    ['two words', 'plain', []],
    ['', 'plain', []],
  ])('%j is %s: %j', (input, kind, candidates) => {
    expect(readCode(input)).toEqual({ kind, candidates })
  })

  it('never takes a code of ours for anything but itself', () => {
    const code = fc.stringMatching(/^[A-Za-z0-9._:-]{1,64}$/)
    fc.assert(
      fc.property(code, (text) => {
        expect(readCode(text).candidates).toEqual([text])
      }),
    )
  })

  it('answers whatever is thrown at it with codes or with none', () => {
    const text = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...`]()/:${GS}ACQd0124`), maxLength: 80 }))
    fc.assert(
      fc.property(text, (input) => {
        for (const one of readCode(input).candidates) expect(one).toMatch(/^[A-Za-z0-9._:-]{1,64}$/)
      }),
    )
  })
})
