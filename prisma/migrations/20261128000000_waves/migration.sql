-- How many servers are provisioned at once, and an order's waves. Null: without limit.
ALTER TABLE datacenters
  ADD COLUMN max_provisioning int,
  ADD COLUMN max_provisioning_per_rack int,
  ADD CONSTRAINT datacenters_provisioning_check CHECK (max_provisioning > 0 AND max_provisioning_per_rack > 0);
ALTER TABLE orders
  ADD COLUMN canary int,
  ADD COLUMN failure_budget int,
  ADD CONSTRAINT orders_waves_check CHECK (canary > 0 AND failure_budget >= 0);

-- admitted_at: the limits let it begin, and it counts until it ends. held_since: they did not yet, and what ends elsewhere
-- wakes it. in_wave: false where a person asked for just this one.
ALTER TABLE provision_jobs
  ADD COLUMN in_wave boolean NOT NULL DEFAULT true,
  ADD COLUMN held_since timestamptz(3),
  ADD COLUMN admitted_at timestamptz(3);
UPDATE provision_jobs SET admitted_at = COALESCE(started_at, created_at) WHERE status = 'RUNNING' OR started_at IS NOT NULL;
ALTER TABLE provision_jobs
  ADD CONSTRAINT provision_jobs_held_check CHECK (held_since IS NULL OR status = 'PENDING' AND admitted_at IS NULL),
  ADD CONSTRAINT provision_jobs_admitted_check CHECK (status <> 'RUNNING' OR admitted_at IS NOT NULL);
CREATE INDEX provision_jobs_held ON provision_jobs (created_at, id) WHERE held_since IS NOT NULL;
CREATE INDEX provision_jobs_admitted ON provision_jobs (order_id, server_id)
  WHERE admitted_at IS NOT NULL AND status IN ('PENDING', 'RUNNING') AND kind = 'provision';
DROP INDEX provision_jobs_order_id_idx;
CREATE INDEX provision_jobs_order_id_status_idx ON provision_jobs (order_id, status);

-- No job is admitted beyond the limits of its rack and datacenter, whoever admits it. One at a time per datacenter, so that
-- two that each see the last place cannot both take it.
CREATE FUNCTION provision_jobs_admission() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  place record;
  at_once record;
BEGIN
  SELECT s.rack_id, s.datacenter_id, d.max_provisioning, d.max_provisioning_per_rack INTO place
  FROM servers s JOIN datacenters d ON d.id = s.datacenter_id WHERE s.id = NEW.server_id;
  IF place.max_provisioning IS NULL AND place.max_provisioning_per_rack IS NULL THEN RETURN NEW; END IF;
  PERFORM pg_advisory_xact_lock(hashtext('haas_admission'), place.datacenter_id);
  SELECT count(*) AS datacenter, count(*) FILTER (WHERE s.rack_id = place.rack_id) AS rack INTO at_once
  FROM provision_jobs j JOIN servers s ON s.id = j.server_id
  WHERE j.admitted_at IS NOT NULL AND j.status IN ('PENDING', 'RUNNING') AND j.kind = 'provision'
    AND s.datacenter_id = place.datacenter_id;
  IF at_once.datacenter >= place.max_provisioning OR at_once.rack >= place.max_provisioning_per_rack THEN
    RAISE EXCEPTION 'As many servers are being provisioned there as may be' USING ERRCODE = 'HA006';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER provision_jobs_admission BEFORE UPDATE OF admitted_at ON provision_jobs FOR EACH ROW
  WHEN (OLD.admitted_at IS NULL AND NEW.admitted_at IS NOT NULL AND NEW.kind = 'provision')
  EXECUTE FUNCTION provision_jobs_admission();
