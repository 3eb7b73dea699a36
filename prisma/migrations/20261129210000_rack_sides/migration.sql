-- Units that must stay empty, and what hangs beside the units: a vertical PDU, a cable tray.
ALTER TYPE rack_item_kind ADD VALUE 'blocked';
CREATE TYPE "rack_side" AS ENUM ('left', 'right');
ALTER TABLE "rack_items" ADD COLUMN "side" "rack_side";

-- What hangs at one side of one face must not overlap there either.
ALTER TABLE rack_items ADD CONSTRAINT rack_items_side_no_overlap
  EXCLUDE USING gist (rack_id WITH =, face WITH =, side WITH =, int4range(u, u + height_u) WITH &&) WHERE (side IS NOT NULL);

-- At the side no unit is taken, but it must not be longer than the rack.
CREATE OR REPLACE FUNCTION haas_rack_item_occupancy() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE rack_height int;
BEGIN
  IF TG_OP = 'UPDATE' THEN DELETE FROM rack_occupancy WHERE rack_item_id = NEW.id; END IF;
  IF NEW.side IS NULL THEN
    PERFORM haas_occupy(NEW.rack_id, NEW.u, NEW.height_u, NEW.face, NEW.depth, NULL, NEW.id);
    RETURN NULL;
  END IF;
  SELECT height_u INTO rack_height FROM racks WHERE id = NEW.rack_id FOR SHARE;
  IF NEW.u + NEW.height_u - 1 > rack_height THEN
    RAISE EXCEPTION 'units % to % do not fit into a rack of %', NEW.u, NEW.u + NEW.height_u - 1, rack_height
      USING ERRCODE = 'HA002';
  END IF;
  RETURN NULL;
END $$;
DROP TRIGGER rack_items_occupancy ON rack_items;
CREATE TRIGGER rack_items_occupancy AFTER INSERT OR UPDATE OF rack_id, u, face, height_u, depth, side ON rack_items
  FOR EACH ROW EXECUTE FUNCTION haas_rack_item_occupancy();

CREATE OR REPLACE FUNCTION haas_rack_keeps_contents() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE top int;
BEGIN
  SELECT greatest((SELECT max(u + height_u - 1) FROM rack_occupancy WHERE rack_id = NEW.id),
    (SELECT max(u + height_u - 1) FROM rack_items WHERE rack_id = NEW.id)) INTO top;
  IF top > NEW.height_u THEN
    RAISE EXCEPTION 'rack % holds something up to U%', NEW.code, top
      USING ERRCODE = 'HA003';
  END IF;
  RETURN NEW;
END $$;
