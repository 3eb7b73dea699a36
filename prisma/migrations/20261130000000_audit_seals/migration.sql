-- How far something that goes over rows by id has come: counted events, sealed audit entries.
ALTER TABLE telemetry_cursors RENAME TO id_cursors;
ALTER TABLE id_cursors RENAME CONSTRAINT telemetry_cursors_pkey TO id_cursors_pkey;
ALTER TABLE id_cursors RENAME CONSTRAINT telemetry_cursors_order_check TO id_cursors_order_check;
INSERT INTO id_cursors VALUES ('sealed', 0, 0, 0);

-- A cursor waits for the transactions that had begun when it saw an id. One has begun once it has a number of its own, which a first
-- row gets after its id: so it is given before.
CREATE FUNCTION haas_begin_writing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_current_xact_id();
  RETURN NULL;
END $$;
CREATE TRIGGER audit_log_begin BEFORE INSERT ON audit_log FOR EACH STATEMENT EXECUTE FUNCTION haas_begin_writing();

-- The audit log is sealed in batches. A seal's hash covers its entries and the hash before it: whoever changes or takes away an
-- entry has to make every later seal anew, and whoever has written down one of them sees it.
CREATE TABLE audit_seals (
  number int CONSTRAINT audit_seals_pkey PRIMARY KEY,
  after_id bigint NOT NULL,
  until_id bigint NOT NULL,
  entries int NOT NULL,
  previous bytea NOT NULL,
  hash bytea NOT NULL,
  sealed_at timestamptz(3) NOT NULL,
  CONSTRAINT audit_seals_range_check CHECK (number > 0 AND after_id >= 0 AND until_id > after_id AND entries BETWEEN 1 AND until_id - after_id),
  CONSTRAINT audit_seals_hash_check CHECK (length(hash) = 32 AND length(previous) = 32)
);
-- No gap and no fork: each seal goes on where the one before it ended.
CREATE FUNCTION haas_seal_follows() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE last audit_seals;
BEGIN
  SELECT * INTO last FROM audit_seals ORDER BY number DESC LIMIT 1;
  IF NEW.number <> coalesce(last.number, 0) + 1 OR NEW.after_id <> coalesce(last.until_id, 0)
     OR NEW.previous <> coalesce(last.hash, decode(repeat('00', 32), 'hex')) THEN
    RAISE EXCEPTION 'seal % does not follow the one before it', NEW.number USING ERRCODE = 'HA010';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER audit_seals_follow BEFORE INSERT ON audit_seals FOR EACH ROW EXECUTE FUNCTION haas_seal_follows();
CREATE TRIGGER audit_seals_append_only BEFORE UPDATE OR DELETE ON audit_seals FOR EACH ROW EXECUTE FUNCTION haas_append_only();
CREATE TRIGGER audit_seals_no_truncate BEFORE TRUNCATE ON audit_seals FOR EACH STATEMENT EXECUTE FUNCTION haas_append_only();
