-- A list of a million servers is read in any of its orders from an index, a page at a time. Where it stands and what its model is
-- called are in other tables: what they sort by is kept on the server, by triggers on every table that it comes from.
ALTER TABLE "servers" ADD COLUMN "place_key" TEXT COLLATE "C" NOT NULL DEFAULT '~', ADD COLUMN "model_key" TEXT COLLATE "C" NOT NULL DEFAULT '~';

-- By datacenter; in it racks as one walks, by unit, then warehouses, then what stands nowhere.
CREATE FUNCTION haas_place_key(p_datacenter int, p_rack int, p_u int, p_warehouse int) RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT lower(code::text) FROM datacenters WHERE id = p_datacenter), '~') || coalesce(
    (SELECT ' 0' || walk_key || ' ' || lpad(coalesce(p_u, 0)::text, 3, '0') FROM racks WHERE id = p_rack),
    (SELECT ' 1' || lower(code::text) FROM warehouses WHERE id = p_warehouse),
    ' 2')
$$;
CREATE FUNCTION haas_model_key(p_model int) RETURNS text
LANGUAGE sql STABLE AS $$ SELECT coalesce((SELECT lower(slug::text) FROM server_models WHERE id = p_model), '~') $$;

CREATE FUNCTION haas_server_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.place_key := haas_place_key(NEW.datacenter_id, NEW.rack_id, NEW.u, NEW.warehouse_id);
  NEW.model_key := haas_model_key(NEW.model_id);
  RETURN NEW;
END $$;
CREATE TRIGGER servers_order BEFORE INSERT OR UPDATE OF datacenter_id, rack_id, u, warehouse_id, model_id ON servers
  FOR EACH ROW EXECUTE FUNCTION haas_server_order();

-- What is called otherwise is sorted otherwise. Rare, and of a rack a few dozen rows.
CREATE FUNCTION haas_place_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'racks' THEN
    UPDATE servers SET place_key = haas_place_key(datacenter_id, rack_id, u, warehouse_id) WHERE rack_id = NEW.id;
  ELSIF TG_TABLE_NAME = 'warehouses' THEN
    UPDATE servers SET place_key = haas_place_key(datacenter_id, rack_id, u, warehouse_id) WHERE warehouse_id = NEW.id;
  ELSE
    UPDATE servers SET place_key = haas_place_key(datacenter_id, rack_id, u, warehouse_id) WHERE datacenter_id = NEW.id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER racks_renamed AFTER UPDATE OF walk_key ON racks FOR EACH ROW
  WHEN (OLD.walk_key IS DISTINCT FROM NEW.walk_key) EXECUTE FUNCTION haas_place_renamed();
CREATE TRIGGER warehouses_renamed AFTER UPDATE OF code ON warehouses FOR EACH ROW
  WHEN (OLD.code IS DISTINCT FROM NEW.code) EXECUTE FUNCTION haas_place_renamed();
CREATE TRIGGER datacenters_renamed AFTER UPDATE OF code ON datacenters FOR EACH ROW
  WHEN (OLD.code IS DISTINCT FROM NEW.code) EXECUTE FUNCTION haas_place_renamed();
CREATE FUNCTION haas_model_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE servers SET model_key = lower(NEW.slug::text) WHERE model_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER server_models_renamed AFTER UPDATE OF slug ON server_models FOR EACH ROW
  WHEN (OLD.slug IS DISTINCT FROM NEW.slug) EXECUTE FUNCTION haas_model_renamed();

ALTER TABLE servers DISABLE TRIGGER USER;
UPDATE servers SET place_key = haas_place_key(datacenter_id, rack_id, u, warehouse_id), model_key = haas_model_key(model_id);
ALTER TABLE servers ENABLE TRIGGER USER;

-- The orders of the list. Barcode and updated_at have theirs; what is unknown comes last.
CREATE INDEX servers_by_place ON servers (place_key, id);
CREATE INDEX servers_by_model ON servers (model_key, id);
CREATE INDEX servers_by_state ON servers (state, id);
CREATE INDEX servers_by_serial ON servers ((coalesce(serial, '~') COLLATE "C"), id);
CREATE INDEX servers_by_tickets ON servers (open_high_tickets, id);
CREATE INDEX servers_by_scan ON servers ((coalesce(last_scanned_at, '1970-01-01 00:00:00+00'::timestamptz)), id);
-- A filter that leaves many, in the order of the list as it opens: what one datacenter, model or state has lies together.
CREATE INDEX servers_state_barcode ON servers (state, barcode);
CREATE INDEX servers_datacenter_barcode ON servers (datacenter_id, barcode);
CREATE INDEX servers_model_barcode ON servers (model_id, barcode);
CREATE INDEX servers_warehouse_barcode ON servers (warehouse_id, barcode) WHERE warehouse_id IS NOT NULL;
-- Filters that leave few.
CREATE INDEX servers_wipe_due ON servers (barcode) WHERE needs_wipe;
CREATE INDEX servers_urgent ON servers (barcode) WHERE open_high_tickets > 0;
CREATE INDEX servers_behind ON servers (barcode) WHERE NOT firmware_at_target;
CREATE INDEX servers_held ON servers (barcode) WHERE hold_id IS NOT NULL;
CREATE INDEX servers_without_bmc ON servers (id) WHERE bmc_driver IS NULL;
CREATE INDEX servers_tags ON servers USING gin (tags);
CREATE INDEX server_symptoms_unreachable ON server_symptoms (server_id) WHERE symptom = 'host' AND state = 'ASSERTED';
-- One or two letters, which have no trigram, are looked for at the start.
CREATE INDEX servers_serial_prefix ON servers (lower(serial) text_pattern_ops) WHERE serial IS NOT NULL;
