-- Who placed an order, and an index for each way to look at 100,000 of them.
ALTER TABLE orders ADD COLUMN created_by text, ADD COLUMN created_by_key text;

-- Orders from before: as the audit log says; the person only where the name is one person's.
UPDATE orders o SET created_by = a.actor,
  created_by_key = (SELECT 'user:' || min(u.id::text) FROM users u WHERE u.name = a.actor HAVING count(*) = 1)
FROM audit_log a
WHERE a.entity = 'order' AND a.key = o.number AND a.action = 'planning.create-order';

CREATE INDEX orders_created_by_key_created_at_id_idx ON orders (created_by_key, created_at, id);
CREATE INDEX orders_status_since_id_idx ON orders (status_since, id);
CREATE INDEX orders_cpu_cores_id_idx ON orders (cpu_cores, id);
CREATE INDEX orders_datacenter_id_created_at_id_idx ON orders (datacenter_id, created_at, id);

-- What Prisma cannot say. Customers are compared without case; a search finds a part of number or customer by trigrams.
CREATE INDEX orders_customer ON orders (lower(customer), id);
CREATE FUNCTION haas_order_words(p_number text, p_customer text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT lower(concat_ws(' ', p_number, p_customer)) $$;
CREATE INDEX orders_words ON orders USING gin (haas_order_words(number::text, customer) gin_trgm_ops);

-- Orders in trouble are few: those past their end, and those that miss a server.
CREATE INDEX orders_overdue ON orders (ends_at) WHERE status = 'ACTIVE';
CREATE INDEX allocations_missed ON allocations (order_id) WHERE status = 'LOST' AND replaced_by_id IS NULL;
