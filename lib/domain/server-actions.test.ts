import { describe, expect, it } from 'vitest'
import { type ServerFacts, serverActions } from './server-actions'
import { SERVER_STATES, serverMachine } from './server-state'

const facts = (more: Partial<ServerFacts> & Pick<ServerFacts, 'state'>): ServerFacts => ({
  place: 'rack',
  hasBmc: true,
  held: false,
  ...more,
})
const open = (server: ServerFacts) => serverActions(server).flatMap((entry) => (entry.allowed ? [entry.action] : []))

describe('what can be done with a server', () => {
  it.each(SERVER_STATES)('%s: each refused action says why, each allowed arrow is drawn', (state) => {
    for (const entry of serverActions(facts({ state }))) {
      expect(entry.reason === undefined).toBe(entry.allowed)
      if (!entry.allowed || !entry.to || entry.to === state) continue
      const direct = serverMachine.canGo(state, entry.to)
      const received = serverMachine.canGo(state, 'IN_WAREHOUSE') && serverMachine.canGo('IN_WAREHOUSE', entry.to)
      expect(direct || (entry.action === 'scan-into-rack' && received)).toBe(true)
    }
  })

  it('offers the table as drawn', () => {
    const table = Object.fromEntries(SERVER_STATES.map((state) => [state, open(facts({ state })).join(' ')]))
    expect(table).toEqual({
      NEW: 'scan-into-rack scan-into-warehouse start-factory-test place-hold power open-ticket decommission',
      IN_FACTORY_TEST: 'send mark-broken place-hold power open-ticket',
      IN_TRANSIT: 'scan-into-rack scan-into-warehouse mark-broken place-hold power open-ticket decommission',
      IN_WAREHOUSE: 'scan-into-rack scan-into-warehouse send mark-broken place-hold power open-ticket decommission',
      RACKED: 'scan-into-rack scan-into-warehouse mark-broken place-hold power open-ticket decommission',
      ALLOCATED: 'scan-into-rack scan-into-warehouse mark-broken place-hold power open-ticket',
      PROVISIONING: 'mark-broken place-hold open-ticket',
      IN_SERVICE: 'mark-broken place-hold power open-ticket',
      BROKEN: 'scan-into-rack scan-into-warehouse start-repair false-alarm place-hold power open-ticket decommission',
      REPAIRING: 'scan-into-warehouse send finish-repair place-hold power open-ticket decommission',
      DECOMMISSIONED: '',
    })
  })

  it('a repair in place can be finished only where the unit was kept', () => {
    expect(open(facts({ state: 'REPAIRING', place: 'warehouse' }))).not.toContain('finish-repair')
  })

  it('a false alarm returns the server to where it stands', () => {
    const to = (place: ServerFacts['place']) =>
      serverActions(facts({ state: 'BROKEN', place })).find((entry) => entry.action === 'false-alarm')
    expect(to('rack')).toMatchObject({ allowed: true, to: 'RACKED' })
    expect(to('warehouse')).toMatchObject({ allowed: true, to: 'IN_WAREHOUSE' })
    expect(to('none')).toMatchObject({ allowed: false })
  })

  it('names the order that keeps a server where it is', () => {
    const move = serverActions(facts({ state: 'IN_SERVICE', order: 'ORD-10233' }))[0]
    expect(move?.reason).toBe('It is in service, so it can’t be moved. It is ORD-10233’s. Release it first.')
  })
})
