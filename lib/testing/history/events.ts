import { DAYS, spread } from './spread'

/** Events go back so far; the audit log as far as everything else. */
const MONTHS = 6

/**
 * SQL that writes the events `$1` to `$2` of `events`. Most are routine; one in a thousand belongs to a ticket; some
 * kinds are rare, and one came ten times in ten million.
 */
export const eventsSql = (servers: number, events: number): string => `
  WITH made AS (
    SELECT (1 + n * 7919 % ${servers})::int AS server_id, n,
      date_trunc('second', now()) - interval '1 day' - interval '${MONTHS} months' * ((${events}::bigint - n)::float8 / ${events}::bigint) AS ts,
      CASE WHEN n % 1000000 = 11 THEN 'FAN_FAIL' WHEN n % 10000 = 9 THEN 'HOST_UNREACHABLE' WHEN n % 1000 = 7 THEN 'SMART_FAIL' WHEN n % 20 < 12 THEN 'SMART_REPORT'
        WHEN n % 20 < 17 THEN 'TEMPERATURE_OK' ELSE 'ECC_ERRORS' END AS kind, sha256(int8send(n)) AS digest
    FROM generate_series($1::bigint, $2::bigint) AS n)
  INSERT INTO telemetry_events (server_id, ts, kind, payload, hash, outcome, ticket_id, received_at)
  SELECT server_id, ts, kind, CASE WHEN kind = 'SMART_REPORT' THEN jsonb_build_object('device', '/dev/nvme' || n % 8 || 'n1', 'serial', 'S6CKNE0T' || n % 160000,
        'passed', true, 'mediaErrors', n % 3, 'percentageUsed', n % 60, 'celsius', 30 + n % 20)
      WHEN kind = 'TEMPERATURE_OK' THEN jsonb_build_object('sensor', 'CPU' || n % 2 || ' Temp', 'celsius', 40 + n % 30)
      ELSE jsonb_build_object('count', n % 10, 'dimm', 'A' || n % 16) END,
    int4send(floor(extract(epoch FROM ts) / 60)::int) || substring(digest FROM 5),
    CASE WHEN kind = 'ECC_ERRORS' THEN 'below-threshold' WHEN kind = 'SMART_FAIL' THEN 'attached' WHEN kind = 'FAN_FAIL' THEN 'decommissioned'
      WHEN kind = 'HOST_UNREACHABLE' THEN 'suppressed' ELSE 'no-rule' END,
    CASE WHEN kind = 'SMART_FAIL' THEN (1 + n / 1000 % ${Math.max(1, Math.floor(servers / 5))})::int END, ts
  FROM made`

/** Of ten entries: what they are about, and what was done. `k` is the number of the thing. */
const KINDS = `(VALUES
  (0, 'server', 'inventory.scan-server'), (1, 'server', 'inventory.scan-server'), (2, 'server', 'lifecycle.transition-server'), (3, 'provision-job', 'provisioning.claim-job'),
  (4, 'provision-job', 'provisioning.finish-job'), (5, 'provision-job', 'provisioning.finish-job'), (6, 'ticket', 'tickets.edit-ticket'), (7, 'ticket', 'tickets.open-or-attach'),
  (8, 'order', 'planning.plan-order'), (9, 'stock', 'tickets.move-stock')) AS kinds (place, entity, action)`

/** SQL that writes the entries `$1` to `$2` of `entries` into the audit log, the oldest first. */
export const auditSql = (servers: number, entries: number): string => `
  INSERT INTO audit_log (id, at, actor, action, entity, key, "from", "to", reason, request_id, datacenter_id, detail)
  SELECT a, now() - interval '1 day' - interval '${DAYS} days' * ((${entries}::bigint - a)::float8 / ${entries}::bigint),
    CASE WHEN a % 10 IN (3, 4, 5, 7) THEN 'worker' WHEN h < 3 THEN 'Somebody who was here for a day' ELSE 'Person ' || h % 200 END,
    CASE WHEN h = 77 THEN 'access.edit-user' ELSE action END, CASE WHEN h = 77 THEN 'user' ELSE entity END,
    CASE WHEN h = 77 THEN 'who-' || a % 500 || '@example.com' WHEN entity = 'server' THEN 'SRV-' || lpad((1 + a * 7919 % ${servers})::text, 7, '0')
      WHEN entity = 'provision-job' THEN md5('job' || 1 + a % ${Math.ceil(servers / 2)})::uuid::text WHEN entity = 'ticket' THEN 'T-' || 1000 + a % ${Math.ceil(servers / 5)}
      WHEN entity = 'order' THEN 'ORD-' || ${100_000} + a % ${Math.ceil(servers / 20)} ELSE 'DISK-' || a % 200 || '@DC1-W1' END,
    CASE WHEN a % 10 = 2 THEN CASE WHEN a % 400 = 2 THEN 'RACKED' WHEN a % 400 = 12 THEN 'BROKEN' ELSE 'IN_WAREHOUSE' END END,
    CASE WHEN a % 10 = 2 THEN CASE WHEN a % 400 = 2 THEN 'BROKEN' ELSE 'RACKED' END END,
    CASE WHEN a % 50 = 2 THEN 'so that it is known' END, 'req-' || a / 3, CASE WHEN h <> 77 THEN (1 + a % 8)::int END,
    CASE WHEN entity = 'server' THEN jsonb_build_object('place', jsonb_build_object('to', jsonb_build_object('rack', 'DC1-R' || a % 900, 'u', a % 36)))
      ELSE jsonb_build_object('note', jsonb_build_object('from', a % 9, 'to', a % 7)) END
  FROM (SELECT a, ${spread('a')} AS h FROM generate_series($1::bigint, $2::bigint) AS a) numbered JOIN ${KINDS} ON kinds.place = a % 10
  ORDER BY a`
