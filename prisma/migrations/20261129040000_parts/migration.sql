-- Single pieces with a serial, and the facts of a guided repair.

CREATE TYPE "part_state" AS ENUM ('IN_STOCK', 'INSTALLED', 'REMOVED', 'RETURNED', 'SCRAPPED');
CREATE TYPE "part_event_kind" AS ENUM ('RECEIVED', 'ISSUED', 'INSTALLED', 'REMOVED', 'PUT_BACK', 'LEFT', 'RETURNED', 'SCRAPPED');
CREATE TYPE "verified_how" AS ENUM ('telemetry', 'person');

CREATE TABLE "parts" (
  "id" SERIAL NOT NULL,
  "serial" CITEXT NOT NULL,
  "state" "part_state" NOT NULL,
  "spare_part_id" INTEGER,
  "warehouse_id" INTEGER,
  "server_id" INTEGER,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "version" INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT "parts_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "parts_serial_key" ON "parts"("serial");
CREATE INDEX "parts_spare_part_id_warehouse_id_idx" ON "parts"("spare_part_id", "warehouse_id");
CREATE INDEX "parts_server_id_idx" ON "parts"("server_id");
ALTER TABLE "parts" ADD CONSTRAINT "parts_spare_part_id_fkey" FOREIGN KEY ("spare_part_id") REFERENCES "spare_parts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "parts" ADD CONSTRAINT "parts_warehouse_id_fkey" FOREIGN KEY ("warehouse_id") REFERENCES "warehouses"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "parts" ADD CONSTRAINT "parts_server_id_fkey" FOREIGN KEY ("server_id") REFERENCES "servers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "part_events" (
  "id" BIGSERIAL NOT NULL,
  "part_id" INTEGER NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "kind" "part_event_kind" NOT NULL,
  "warehouse_id" INTEGER,
  "server_id" INTEGER,
  "ticket_id" INTEGER,
  "actor" TEXT NOT NULL,
  "reason" TEXT,
  CONSTRAINT "part_events_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "part_events_part_id_id_idx" ON "part_events"("part_id", "id");
ALTER TABLE "part_events" ADD CONSTRAINT "part_events_part_id_fkey" FOREIGN KEY ("part_id") REFERENCES "parts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "part_events" ADD CONSTRAINT "part_events_warehouse_id_fkey" FOREIGN KEY ("warehouse_id") REFERENCES "warehouses"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "part_events" ADD CONSTRAINT "part_events_server_id_fkey" FOREIGN KEY ("server_id") REFERENCES "servers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "part_events" ADD CONSTRAINT "part_events_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "tickets"
  ADD COLUMN "server_scanned_at" TIMESTAMPTZ(3),
  ADD COLUMN "server_scanned_by" TEXT,
  ADD COLUMN "out_of_service" BOOLEAN NOT NULL DEFAULT false;

ALTER TABLE "ticket_components"
  ADD COLUMN "removed_serial" TEXT,
  ADD COLUMN "removed_part_id" INTEGER,
  ADD COLUMN "removed_at" TIMESTAMPTZ(3),
  ADD COLUMN "removed_by" TEXT,
  ADD COLUMN "installed_serial" TEXT,
  ADD COLUMN "installed_part_id" INTEGER,
  ADD COLUMN "swapped_at" TIMESTAMPTZ(3),
  ADD COLUMN "swapped_by" TEXT,
  ADD COLUMN "verified_at" TIMESTAMPTZ(3),
  ADD COLUMN "verified_by" TEXT,
  ADD COLUMN "verified_how" "verified_how",
  ADD COLUMN "verify_note" TEXT;
CREATE INDEX "ticket_components_installed_part_id_idx" ON "ticket_components"("installed_part_id");
CREATE INDEX "ticket_components_removed_part_id_idx" ON "ticket_components"("removed_part_id");
ALTER TABLE "ticket_components" ADD CONSTRAINT "ticket_components_removed_part_id_fkey" FOREIGN KEY ("removed_part_id") REFERENCES "parts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "ticket_components" ADD CONSTRAINT "ticket_components_installed_part_id_fkey" FOREIGN KEY ("installed_part_id") REFERENCES "parts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was replaced before these columns were there was swapped when its ticket ended, or was last written.
UPDATE ticket_components c SET swapped_at = coalesce(t.ended_at, t.updated_at)
FROM tickets t WHERE t.id = c.ticket_id AND c.result = 'replaced';

-- ---------------------------------------------------------------------------------------------------------------------
-- A piece is in one place, the one that its state says. What lies in stock is of a known part.
ALTER TABLE parts ADD CONSTRAINT parts_serial_check CHECK (serial::text = btrim(serial::text) AND length(serial::text) BETWEEN 1 AND 128);
ALTER TABLE parts ADD CONSTRAINT parts_place_check CHECK (
  CASE state
    WHEN 'IN_STOCK' THEN warehouse_id IS NOT NULL AND server_id IS NULL AND spare_part_id IS NOT NULL
    WHEN 'INSTALLED' THEN warehouse_id IS NULL AND server_id IS NOT NULL
    ELSE warehouse_id IS NULL AND server_id IS NULL
  END);

-- A piece that came out or went in has its time; a verification says who and how, a person's says what was seen.
ALTER TABLE ticket_components ADD CONSTRAINT ticket_components_removed_check CHECK (
  (removed_serial IS NULL) = (removed_at IS NULL) AND (removed_part_id IS NULL OR removed_serial IS NOT NULL));
ALTER TABLE ticket_components ADD CONSTRAINT ticket_components_installed_check CHECK (
  (installed_serial IS NULL OR result IS NOT DISTINCT FROM 'replaced') AND (installed_part_id IS NULL OR installed_serial IS NOT NULL));
ALTER TABLE ticket_components ADD CONSTRAINT ticket_components_verified_check CHECK (
  (verified_at IS NULL) = (verified_how IS NULL) AND (verified_at IS NULL) = (verified_by IS NULL)
  AND (verified_how IS DISTINCT FROM 'person' OR verify_note IS NOT NULL));
ALTER TABLE tickets ADD CONSTRAINT tickets_server_scanned_check CHECK ((server_scanned_at IS NULL) = (server_scanned_by IS NULL));

CREATE TRIGGER part_events_append_only BEFORE UPDATE OR DELETE ON part_events FOR EACH ROW EXECUTE FUNCTION haas_append_only();
CREATE TRIGGER part_events_no_truncate BEFORE TRUNCATE ON part_events FOR EACH STATEMENT EXECUTE FUNCTION haas_append_only();

-- ---------------------------------------------------------------------------------------------------------------------
-- No more pieces are known in a warehouse than lie there. Asked at commit, as a piece and its count change in two
-- statements. The count's row is locked, so that two who each see room for the last piece are not both let through.
CREATE FUNCTION haas_pieces_within_stock() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  held bigint;
  known bigint;
BEGIN
  SELECT available::bigint + reserved INTO held FROM stock
  WHERE spare_part_id = NEW.spare_part_id AND warehouse_id = NEW.warehouse_id FOR UPDATE;
  SELECT count(*) INTO known FROM parts
  WHERE spare_part_id = NEW.spare_part_id AND warehouse_id = NEW.warehouse_id AND state = 'IN_STOCK';
  IF known > coalesce(held, 0) THEN
    RAISE EXCEPTION 'more pieces with a serial than lie in stock' USING ERRCODE = 'HA007';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER parts_within_stock AFTER INSERT OR UPDATE OF state, warehouse_id, spare_part_id ON parts
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.state = 'IN_STOCK') EXECUTE FUNCTION haas_pieces_within_stock();
-- A reservation moves pieces from available to reserved and is not asked.
CREATE CONSTRAINT TRIGGER stock_holds_pieces AFTER UPDATE OF available, reserved ON stock
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.available::bigint + NEW.reserved < OLD.available::bigint + OLD.reserved)
  EXECUTE FUNCTION haas_pieces_within_stock();

-- A server is also confirmed by the asset number on its own label (or its serial, which has an index).
CREATE INDEX servers_asset_number ON servers (lower(asset_number)) WHERE asset_number IS NOT NULL;
