import { listTokensEndpoint, listUsersEndpoint } from '../../contracts/access/user'
import { listAuditEndpoint, listAuditSealsEndpoint, searchEndpoint } from '../../contracts/audit/audit'
import { listEditsEndpoint } from '../../contracts/audit/edit'
import { getTelemetryStripsEndpoint } from '../../contracts/inventory/server-life'
import { listDumpsEndpoint } from '../../contracts/telemetry/dump'
import { listEventsEndpoint } from '../../contracts/telemetry/event'
import { listIncidentServersEndpoint, listIncidentsEndpoint } from '../../contracts/telemetry/incident'
import { findAnything } from '../../services/access/find-anything'
import { listTokens } from '../../services/access/list-tokens'
import { listUsers } from '../../services/access/list-users'
import { listAudit } from '../../services/audit/list-audit'
import { listAuditSeals } from '../../services/audit/list-audit-seals'
import { listEdits } from '../../services/audit/list-edits'
import { getServerLife } from '../../services/lifecycle/get-server-life'
import { getTelemetryStrips } from '../../services/telemetry/get-telemetry-strips'
import { listDumps } from '../../services/telemetry/list-dumps'
import { listEvents } from '../../services/telemetry/list-events'
import { listIncidentServers } from '../../services/telemetry/list-incident-servers'
import { listIncidents } from '../../services/telemetry/list-incidents'
import { listSeenKinds } from '../../services/telemetry/list-seen-kinds'
import { barcodeOf, casesOf, type ListCase, oneCase } from './list-case'

const day = (ago: number): string => new Date(Date.now() - ago * 86_400_000).toISOString()

/** What happened: events, outages, the audit log, one server's life; and the search over everything. */
export function eventCases(servers: number): ListCase[] {
  const server = barcodeOf(Math.floor(servers / 2))
  return [
    ...casesOf(listEventsEndpoint, listEvents, {
      all: {},
      'of a server': { server: [server] },
      'of a server and a kind': { server: [server], kind: ['ECC_ERRORS'] },
      'of a ticket': { ticket: ['T-5000'] },
      'of a common kind': { kind: ['SMART_REPORT'] },
      'of a rare kind': { kind: ['HOST_UNREACHABLE'] },
      'of a kind that came ten times': { kind: ['FAN_FAIL'] },
      'of a kind that never came': { kind: ['NO_SUCH_KIND'] },
      'with a common outcome': { outcome: ['no-rule'] },
      'with a rare outcome': { outcome: ['suppressed'] },
      'with an outcome that never was': { outcome: ['rejected'] },
      'of a rare kind and outcome': { kind: ['HOST_UNREACHABLE'], outcome: ['suppressed'] },
      'until three months ago': { until: day(90) },
      'of one day': { since: day(61), until: day(60) },
      'of a rare kind on one day': { since: day(61), until: day(60), kind: ['HOST_UNREACHABLE'] },
    }),
    oneCase('all', '/telemetry-rules/seen-kinds', listSeenKinds),
    ...(['24h', '7d', '30d'] as const).flatMap((span) =>
      casesOf(getTelemetryStripsEndpoint, getTelemetryStrips, { [span]: { span } }, { barcode: server }),
    ),
    ...casesOf(listDumpsEndpoint, listDumps, {
      all: {},
      'of a format': { format: ['smartctl'] },
      'of a server': { server: ['SRV-0000100'] },
    }),
    ...casesOf(listIncidentsEndpoint, listIncidents, {
      all: {},
      'in a datacenter': { datacenter: ['DC7'] },
      open: { open: 'true' },
    }),
    ...casesOf(listIncidentServersEndpoint, listIncidentServers, { all: {} }, { number: 'INC-207' }),
    ...casesOf(listAuditEndpoint, listAudit, {
      all: {},
      'by the worker': { actor: ['worker'] },
      'by a person': { actor: ['Person 77'] },
      'by somebody who was there for a day': { actor: ['Somebody who was here for a day'] },
      'by nobody': { actor: ['Nobody'] },
      'of an action': { action: ['planning.plan-order'] },
      'of a rare action': { action: ['access.edit-user'] },
      'about servers': { entity: ['server'] },
      'about users': { entity: ['user'] },
      'about nothing': { entity: ['image'] },
      'about one server': { entity: ['server'], key: [server] },
      'under a key': { key: [server] },
      'of a request': { request: ['req-900'] },
      'by a person about users': { actor: ['Person 77'], entity: ['user'] },
      'by a person who never did it': { actor: ['Person 7'], action: ['access.edit-user'] },
      'by a person of an action': { actor: ['Person 77'], action: ['planning.plan-order'] },
      'until a year ago': { until: day(365) },
      'of one day': { since: day(61), until: day(60) },
      'of one day by a person': { since: day(61), until: day(60), actor: ['Person 77'] },
      'of a month by nobody': { since: day(31), actor: ['Nobody'] },
      'the last day about users': { since: day(2), entity: ['user'] },
      "a server's life": { of: `server:${server}` },
      "an order's life": { of: 'order:ORD-100100' },
      "a ticket's life": { of: 'ticket:T-5000' },
    }),
    ...casesOf(listAuditSealsEndpoint, listAuditSeals, { all: {} }),
    ...casesOf(listEditsEndpoint, listEdits, { 'of an order': { entity: 'order', key: 'ORD-100100' } }),
    oneCase('all', `/servers/${server}/life`, (ctx) => getServerLife(ctx, { barcode: server })),
    ...casesOf(listUsersEndpoint, listUsers, { all: {}, 'part of a name': { q: 'planner 33' } }),
    ...casesOf(listTokensEndpoint, listTokens, { all: {} }),
    ...casesOf(searchEndpoint, findAnything, {
      'srv-': { q: 'srv-' },
      'part of a barcode': { q: '0012' },
      'a barcode': { q: server },
      'part of a serial': { q: 'AB12' },
      'a hostname': { q: `h${Math.floor(servers / 2)}.ex` },
      'a rack': { q: 'DC1-R000003' },
      'an order': { q: 'ORD-100100' },
      'a ticket': { q: 'T-5000' },
      'a customer': { q: 'customer 77' },
      'one letter': { q: 's' },
      'two letters': { q: '12' },
      'part of a piece': { q: 'PC0A' },
      nothing: { q: 'no such thing' },
    }),
  ]
}
