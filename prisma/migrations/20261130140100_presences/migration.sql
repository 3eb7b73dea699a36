-- Who is on the page of an order, rack or ticket now, a row a tab. Lost with the server, as the pages' lines are: unlogged. Half of each
-- page is kept free and no index holds what a beat writes, so that a beat rewrites a row where it stands.
CREATE UNLOGGED TABLE presences (
  entity text NOT NULL,
  key citext NOT NULL,
  tab uuid NOT NULL,
  actor_key text NOT NULL,
  name text NOT NULL,
  field text,
  seen_at timestamptz(3) NOT NULL,
  PRIMARY KEY (entity, key, tab)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
