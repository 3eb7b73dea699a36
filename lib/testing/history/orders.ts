import { DAYS, serverOf, since, spread } from './spread'

const AN_ORDER = 40
const TOTALS = `{"servers": 40, "cpuCores": 1280, "ramGb": 10240, "nvmeGb": 307200, "cost": null, "costCents": null, "powerW": 32000, "racks": 2, "stranded": 0}`

/** Of each order that has a plan: the newest. */
const PLANNED = `status NOT IN ('DRAFT', 'CANCELLED')`

/**
 * The orders of the servers in service get an age, and a few their trouble; beside them as many that have ended or not begun.
 * Their plans, with the items of those that hold servers; who had which server before; drafts that are not placed.
 */
export function orderStatements(servers: number): string[] {
  const live = Math.max(1, Math.ceil(servers / AN_ORDER))
  return [
    `UPDATE orders SET created_at = ${since('id', live)}, status_since = ${since('id', live)} + interval '1 hour', updated_at = ${since('id', live)},
       status = CASE WHEN id % 500 = 3 THEN 'FAILED' WHEN id % 500 = 4 THEN 'PROVISIONING' WHEN id % 250 = 5 THEN 'ALLOCATED' ELSE 'ACTIVE' END::order_status,
       customer = 'Customer ' || ${spread('id')} % 500, cpu_cores = 64 * (1 + ${spread('id')} % 40), servers_given = ${AN_ORDER},
       created_by = 'Planner ' || id % 20, created_by_key = 'user:' || id % 20,
       ends_at = CASE WHEN id % 5 = 0 THEN now() + (id % 400 - 2) * interval '1 day' END`,
    `INSERT INTO orders (id, number, status, customer, datacenter_id, cpu_cores, ram_gb, nvme_gb, servers_given, created_by, created_by_key, created_at, status_since, updated_at)
     SELECT ${live} + o, 'ORD-' || ${100_000 + live} + o, state::order_status, 'Customer ' || ${spread('o')} % 500, 1 + o % 8, 64 * (1 + o % 40), 0, 0,
       CASE WHEN state IN ('RELEASED', 'RELEASING', 'FAILED') THEN 10 END, 'Planner ' || o % 20, 'user:' || o % 20,
       ${since('o', live)}, ${since('o', live)} + interval '20 hours', ${since('o', live)}
     FROM (SELECT o, CASE WHEN h < 70 THEN 'RELEASED' WHEN h < 90 THEN 'CANCELLED' WHEN h < 94 THEN 'DRAFT' WHEN h < 98 THEN 'PLANNED'
         WHEN h < 99 THEN 'RELEASING' ELSE 'FAILED' END AS state
       FROM (SELECT o, ${spread('o')} % 100 AS h FROM generate_series(1, ${live}) o) numbered) stated`,
    `UPDATE orders SET words = lower(number::text || E'\\n' || customer)`,
    `DELETE FROM place_tally`,
    `INSERT INTO place_tally (datacenter_id, counted, base, delta)
     SELECT datacenter_id, 'order ' || status, true, count(*) FROM orders GROUP BY 1, 2
     UNION ALL SELECT datacenter_id, 'rack W', true, sum(max_power_w) FROM racks GROUP BY 1`,
    `INSERT INTO order_lines (order_id, position, count, min_cpu_cores, min_ram_gb, min_nvme_gb)
     SELECT id, 1, ${AN_ORDER}, 32, 0, 0 FROM orders WHERE id % 2 = 0`,
    ...['superseded', 'current'].map(
      (
        status,
        place,
      ) => `INSERT INTO allocation_plans (id, order_id, status, objective, constraints, include_warehouse, method, proof, value, totals, left_out, created_by, created_at)
     SELECT md5('${status}' || id)::uuid, id, CASE WHEN ${place} = 0 THEN 'superseded' WHEN status = 'PLANNED' THEN 'current' ELSE 'allocated' END::plan_status,
       'fewest-servers', '{}', false, 'greedy', 'feasible', ${AN_ORDER}, '${TOTALS}', '[]', created_by, created_at + ${place} * interval '10 minutes'
     FROM orders WHERE ${PLANNED}`,
    ),
    `INSERT INTO plan_items (plan_id, server_id, position, rack_code, u)
     SELECT md5('current' || order_id)::uuid, s.id, row_number() OVER (PARTITION BY order_id ORDER BY s.id), r.code, s.u
     FROM servers s LEFT JOIN racks r ON r.id = s.rack_id WHERE order_id IS NOT NULL`,
    `INSERT INTO allocations (order_id, server_id, plan_id, status, created_at, ended_at)
     SELECT o.id, ${serverOf('o.id * 10 + g', servers)}, md5('current' || o.id)::uuid, 'RELEASED', o.created_at, o.status_since
     FROM orders o, generate_series(1, 10) g WHERE o.status = 'RELEASED'`,
    `UPDATE allocations SET plan_id = md5('current' || order_id)::uuid WHERE status = 'ACTIVE'`,
    `INSERT INTO allocations (order_id, server_id, plan_id, status, created_at, ended_at)
     SELECT o, ${serverOf('o', servers)}, md5('current' || o)::uuid, 'LOST', now() - interval '2 days', now() - interval '1 day'
     FROM generate_series(40, ${live}, 300) o`,
    `INSERT INTO images (slug, name) SELECT 'image-' || n, 'Image ' || n FROM generate_series(1, 20) n`,
    `INSERT INTO order_sketches (id, owner_key, content, device, created_at, updated_at)
     SELECT gen_random_uuid(), CASE WHEN n % 20 = 0 THEN 'system' ELSE 'user:' || n % 200 END,
       jsonb_build_object('customer', 'Customer ' || n, 'datacenter', 'DC1', 'image', '', 'boot', 'media', 'endsOn', '', 'mode', 'totals',
         'cpuCores', n % 900, 'ramGb', 0, 'nvmeGb', 0, 'lines', jsonb_build_array(jsonb_build_object('count', 1, 'minCpuCores', 0, 'minRamGb', 0, 'minNvmeGb', 0))),
       'device', now() - n * interval '1 hour', now() - n * interval '1 hour'
     FROM generate_series(1, 2000) n`,
    ...jobStatements(servers, live),
  ]
}

/** A job for every second server, nearly all ended well; the newest wait or run; a step each has passed, and flashes of some. */
function jobStatements(servers: number, orders: number): string[] {
  const jobs = Math.ceil(servers / 2)
  const open = Math.ceil(servers / 2_500)
  const began = since('j', jobs)
  return [
    `INSERT INTO provision_jobs (id, kind, order_id, server_id, status, last_error, waiting_for, admitted_at, lease_owner, lease_until, created_at, started_at, finished_at, updated_at)
     SELECT md5('job' || j)::uuid, CASE WHEN j % 5 = 0 THEN 'wipe' ELSE 'provision' END::job_kind, 1 + j % ${orders}, ${serverOf('j', servers)}, state::job_status,
       CASE WHEN state = 'FAILED' THEN 'The BMC did not answer.' END,
       CASE WHEN state = 'PENDING' AND j % 3 = 0 THEN 'The BMC at sim:' || j || ': a restart' END,
       CASE WHEN state <> 'PENDING' THEN ${began} END,
       CASE WHEN state = 'RUNNING' THEN md5('worker' || j % 8) END, CASE WHEN state = 'RUNNING' THEN now() + interval '1 hour' END,
       ${began}, CASE WHEN state <> 'PENDING' THEN ${began} + interval '1 minute' END,
       CASE WHEN state NOT IN ('PENDING', 'RUNNING') THEN ${began} + interval '25 minutes' END, ${began}
     FROM (SELECT j, CASE WHEN j > ${jobs - open} AND j % 4 = 0 THEN 'RUNNING' WHEN j > ${jobs - open} THEN 'PENDING'
         WHEN h < 200 THEN 'FAILED' WHEN h < 2000 THEN 'CANCELLED' ELSE 'SUCCESS' END AS state
       FROM (SELECT j, ${spread('j')} AS h FROM generate_series(1, ${jobs}) j) numbered) stated`,
    `INSERT INTO provision_steps (job_id, position, name, status, started_at, finished_at)
     SELECT j.id, p, name,
       CASE WHEN j.status = 'SUCCESS' OR p < 3 THEN 'SUCCESS' WHEN j.status = 'PENDING' OR p > 3 THEN 'PENDING' ELSE j.status::text END::step_status,
       j.started_at + p * interval '3 minutes', CASE WHEN j.status = 'SUCCESS' OR p < 3 THEN j.started_at + p * interval '3 minutes' + interval '2 minutes' END
     FROM provision_jobs j CROSS JOIN (VALUES ('provision', 1, 'verify-bmc'), ('provision', 2, 'verify-inventory'), ('provision', 3, 'firmware'),
       ('provision', 4, 'boot-configuration'), ('provision', 5, 'install-image'), ('provision', 6, 'health-check'), ('provision', 7, 'hand-over'),
       ('wipe', 1, 'verify-bmc'), ('wipe', 2, 'wipe-disks'), ('wipe', 3, 'verify-wipe'), ('wipe', 4, 'give-back')) steps (kind, p, name)
     WHERE j.kind::text = steps.kind`,
    `INSERT INTO firmware_hops (job_id, position, component, "from", "to", minutes, "group", status, started_at, finished_at)
     SELECT md5('job' || j)::uuid, 1, 'BIOS', '1.9.0', '2.0.0', 8, 1, 'SUCCESS', ${began}, ${began} + interval '9 minutes'
     FROM generate_series(1, ${jobs - open}, 5) j`,
    `INSERT INTO workers (id, name, started_at, beat_at) SELECT md5('worker' || w), 'worker-' || w, now() - interval '${DAYS} hours', now() FROM generate_series(0, 7) w`,
  ]
}
