-- CreateTable
CREATE TABLE "planned_moves" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "server_id" INTEGER NOT NULL,
    "rack_id" INTEGER NOT NULL,
    "u" INTEGER NOT NULL,
    "face" "face" NOT NULL,
    "height_u" INTEGER NOT NULL,
    "depth" "depth" NOT NULL,
    "order_id" INTEGER,
    "note" TEXT,
    "by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "planned_moves_pkey" PRIMARY KEY ("id")
);

-- AlterTable
ALTER TABLE "rack_occupancy" ADD COLUMN "planned_for" INTEGER;

-- CreateIndex
CREATE UNIQUE INDEX "planned_moves_server_id_key" ON "planned_moves"("server_id");

-- CreateIndex
CREATE INDEX "planned_moves_rack_id_idx" ON "planned_moves"("rack_id");

-- CreateIndex
CREATE INDEX "planned_moves_order_id_idx" ON "planned_moves"("order_id");

-- CreateIndex
CREATE INDEX "planned_moves_created_at_id_idx" ON "planned_moves"("created_at", "id");

-- CreateIndex
CREATE INDEX "rack_occupancy_planned_for_idx" ON "rack_occupancy"("planned_for");

-- AddForeignKey
ALTER TABLE "rack_occupancy" ADD CONSTRAINT "rack_occupancy_planned_for_fkey" FOREIGN KEY ("planned_for") REFERENCES "planned_moves"("server_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "planned_moves" ADD CONSTRAINT "planned_moves_server_id_fkey" FOREIGN KEY ("server_id") REFERENCES "servers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "planned_moves" ADD CONSTRAINT "planned_moves_rack_id_fkey" FOREIGN KEY ("rack_id") REFERENCES "racks"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "planned_moves" ADD CONSTRAINT "planned_moves_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- ---------------------------------------------------------------------------------------------------------------------
-- Units that are kept for a server are rows of the same table as those that are taken, under the same exclusion constraint: so
-- there is one rule of what fits, no lock of its own, and no moment in which a scan and a plan both find the units free. The one
-- exception is a server's own place: it may be planned one unit higher, and may be scanned there.
ALTER TABLE rack_occupancy DROP CONSTRAINT rack_occupancy_one_thing_check;
ALTER TABLE rack_occupancy ADD CONSTRAINT rack_occupancy_one_thing_check
  CHECK (num_nonnulls(server_id, rack_item_id, planned_for) = 1);
ALTER TABLE rack_occupancy DROP CONSTRAINT rack_occupancy_no_overlap;
ALTER TABLE rack_occupancy ADD CONSTRAINT rack_occupancy_no_overlap
  EXCLUDE USING gist (rack_id WITH =, face WITH =, int4range(u, u + height_u) WITH &&,
    (coalesce(server_id::bigint, planned_for::bigint, -id)) WITH <>);

ALTER TABLE planned_moves ADD CONSTRAINT planned_moves_height_check CHECK (height_u BETWEEN 1 AND 100);

CREATE FUNCTION haas_planned_occupancy() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE rack_height int;
BEGIN
  IF TG_OP = 'UPDATE' THEN DELETE FROM rack_occupancy WHERE planned_for = NEW.server_id; END IF;
  -- As haas_occupy: waits for a shrinking rack and makes it wait for us.
  SELECT height_u INTO rack_height FROM racks WHERE id = NEW.rack_id FOR SHARE;
  IF NEW.u < 1 OR NEW.u + NEW.height_u - 1 > rack_height THEN
    RAISE EXCEPTION 'units % to % do not fit into a rack of %', NEW.u, NEW.u + NEW.height_u - 1, rack_height
      USING ERRCODE = 'HA002';
  END IF;
  INSERT INTO rack_occupancy (rack_id, face, u, height_u, planned_for)
  SELECT NEW.rack_id, f, NEW.u, NEW.height_u, NEW.server_id
  FROM unnest(CASE WHEN NEW.depth = 'full' THEN ARRAY['front', 'rear']::face[] ELSE ARRAY[NEW.face] END) AS f;
  RETURN NULL;
END $$;
CREATE TRIGGER planned_moves_occupancy AFTER INSERT OR UPDATE OF rack_id, u, face, height_u, depth ON planned_moves
  FOR EACH ROW EXECUTE FUNCTION haas_planned_occupancy();

-- A plan for another shape is none any more, and what is scrapped goes nowhere.
CREATE FUNCTION haas_drop_outdated_plan() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM planned_moves p WHERE p.server_id = NEW.id
    AND (NEW.state = 'DECOMMISSIONED' OR (p.height_u, p.depth) IS DISTINCT FROM (NEW.height_u, NEW.depth));
  RETURN NULL;
END $$;
CREATE TRIGGER servers_drop_outdated_plan AFTER UPDATE OF state, height_u, depth ON servers
  FOR EACH ROW WHEN (NEW.state = 'DECOMMISSIONED' OR (OLD.height_u, OLD.depth) IS DISTINCT FROM (NEW.height_u, NEW.depth))
  EXECUTE FUNCTION haas_drop_outdated_plan();
