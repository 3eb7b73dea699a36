-- Bulk imports with progress. And servers that take no rack unit of their own: a node in a chassis has height 0.

CREATE TABLE "imports" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "dry_run" BOOLEAN NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'QUEUED',
    "name" TEXT NOT NULL,
    "files" INTEGER NOT NULL,
    "bytes" INTEGER NOT NULL,
    "rows" INTEGER,
    "done" INTEGER NOT NULL DEFAULT 0,
    "added" INTEGER NOT NULL DEFAULT 0,
    "changed" INTEGER NOT NULL DEFAULT 0,
    "unchanged" INTEGER NOT NULL DEFAULT 0,
    "bad" INTEGER NOT NULL DEFAULT 0,
    "columns" JSONB NOT NULL DEFAULT '[]',
    "problem" TEXT,
    "actor" JSONB NOT NULL,
    "actor_key" TEXT NOT NULL,
    "started_by" TEXT NOT NULL,
    "epoch" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "imports_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "imports_kind_check" CHECK ("kind" IN ('device-types', 'servers', 'racks')),
    CONSTRAINT "imports_mode_check" CHECK ("mode" IN ('all', 'good')),
    CONSTRAINT "imports_status_check" CHECK ("status" IN ('QUEUED', 'CHECKING', 'CHECKED', 'REFUSED', 'WRITING', 'DONE', 'CANCELLED', 'FAILED')),
    CONSTRAINT "imports_dry_run_check" CHECK (NOT ("dry_run" AND "status" IN ('WRITING', 'DONE'))),
    CONSTRAINT "imports_counts_check" CHECK ("done" = "added" + "changed" + "unchanged" + "bad" AND "done" <= coalesce("rows", 0)
      AND least("added", "changed", "unchanged", "bad") >= 0),
    CONSTRAINT "imports_whole_check" CHECK (NOT ("mode" = 'all' AND "status" = 'DONE' AND "bad" > 0)),
    CONSTRAINT "imports_problem_check" CHECK (("status" = 'FAILED') = ("problem" IS NOT NULL)),
    CONSTRAINT "imports_end_check" CHECK (("status" IN ('QUEUED', 'CHECKING', 'WRITING')) = ("finished_at" IS NULL))
);
CREATE INDEX "imports_created_at_id_idx" ON "imports"("created_at", "id");
-- What a worker looks for after another was lost.
CREATE INDEX "imports_active_idx" ON "imports"("lease_until") WHERE "status" IN ('QUEUED', 'CHECKING', 'WRITING');

CREATE TABLE "import_sources" (
    "import_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "body" BYTEA NOT NULL,

    CONSTRAINT "import_sources_pkey" PRIMARY KEY ("import_id","position"),
    CONSTRAINT "import_sources_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "imports"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE "import_rows" (
    "import_id" UUID NOT NULL,
    "row" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "file" TEXT,
    "text" TEXT NOT NULL,
    "errors" JSONB NOT NULL,

    CONSTRAINT "import_rows_pkey" PRIMARY KEY ("import_id","row"),
    CONSTRAINT "import_rows_errors_check" CHECK (jsonb_typeof("errors") = 'array' AND jsonb_array_length("errors") > 0),
    CONSTRAINT "import_rows_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "imports"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- Height 0: it stands at a unit and takes none, so anything may stand at the same one.
ALTER TABLE server_models DROP CONSTRAINT server_models_figures_check;
ALTER TABLE server_models ADD CONSTRAINT server_models_figures_check CHECK (
  height_u BETWEEN 0 AND 100 AND cpu_cores >= 0 AND ram_gb >= 0 AND nvme_gb >= 0
  AND max_power_w >= 0 AND weight_kg >= 0 AND cost_cents >= 0);
ALTER TABLE servers DROP CONSTRAINT servers_height_check;
ALTER TABLE servers ADD CONSTRAINT servers_height_check CHECK (height_u BETWEEN 0 AND 100 AND (u IS NULL OR u >= 1));
DROP INDEX "rack_occupancy_rack_id_u_face_key";
ALTER TABLE rack_occupancy DROP CONSTRAINT rack_occupancy_no_overlap;
CREATE UNIQUE INDEX "rack_occupancy_rack_id_u_face_key" ON "rack_occupancy"("rack_id", "u", "face") WHERE height_u > 0;
-- After the unique index, as before: there of two scanners one waits, where the exclusion could have both wait.
ALTER TABLE rack_occupancy ADD CONSTRAINT rack_occupancy_no_overlap
  EXCLUDE USING gist (rack_id WITH =, face WITH =, int4range(u, u + height_u) WITH &&,
    (coalesce(server_id::bigint, planned_for::bigint, -id)) WITH <>);
CREATE INDEX "rack_occupancy_rack_id_idx" ON "rack_occupancy"("rack_id");

CREATE OR REPLACE FUNCTION haas_occupy(p_rack int, p_u int, p_height int, p_face face, p_depth depth, p_server int, p_item uuid)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE rack_height int;
BEGIN
  -- FOR SHARE waits for a shrinking rack and makes it wait for us.
  SELECT height_u INTO rack_height FROM racks WHERE id = p_rack FOR SHARE;
  IF p_u < 1 OR p_u + greatest(p_height, 1) - 1 > rack_height THEN
    RAISE EXCEPTION 'units % to % do not fit into a rack of %', p_u, p_u + greatest(p_height, 1) - 1, rack_height
      USING ERRCODE = 'HA002';
  END IF;
  INSERT INTO rack_occupancy (rack_id, face, u, height_u, server_id, rack_item_id)
  SELECT p_rack, f, p_u, p_height, p_server, p_item
  FROM unnest(CASE WHEN p_depth = 'full' THEN ARRAY['front', 'rear']::face[] ELSE ARRAY[p_face] END) AS f;
END $$;

CREATE OR REPLACE FUNCTION haas_rack_keeps_contents() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE top int;
BEGIN
  SELECT greatest((SELECT max(u + greatest(height_u, 1) - 1) FROM rack_occupancy WHERE rack_id = NEW.id),
    (SELECT max(u + height_u - 1) FROM rack_items WHERE rack_id = NEW.id)) INTO top;
  IF top > NEW.height_u THEN
    RAISE EXCEPTION 'rack % holds something up to U%', NEW.code, top
      USING ERRCODE = 'HA003';
  END IF;
  RETURN NEW;
END $$;

ALTER TABLE planned_moves DROP CONSTRAINT planned_moves_height_check;
ALTER TABLE planned_moves ADD CONSTRAINT planned_moves_height_check CHECK (height_u BETWEEN 0 AND 100);
CREATE OR REPLACE FUNCTION haas_planned_occupancy() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  rack_height int;
  top int := NEW.u + greatest(NEW.height_u, 1) - 1;
BEGIN
  IF TG_OP = 'UPDATE' THEN DELETE FROM rack_occupancy WHERE planned_for = NEW.server_id; END IF;
  -- As haas_occupy: waits for a shrinking rack and makes it wait for us.
  SELECT height_u INTO rack_height FROM racks WHERE id = NEW.rack_id FOR SHARE;
  IF NEW.u < 1 OR top > rack_height THEN
    RAISE EXCEPTION 'units % to % do not fit into a rack of %', NEW.u, top, rack_height
      USING ERRCODE = 'HA002';
  END IF;
  INSERT INTO rack_occupancy (rack_id, face, u, height_u, planned_for)
  SELECT NEW.rack_id, f, NEW.u, NEW.height_u, NEW.server_id
  FROM unnest(CASE WHEN NEW.depth = 'full' THEN ARRAY['front', 'rear']::face[] ELSE ARRAY[NEW.face] END) AS f;
  RETURN NULL;
END $$;

-- The same settings as in lib/jobs/queues.ts, which a worker sets again when it starts.
SELECT pgboss.create_queue('import', '{"policy": "standard", "retryLimit": 2, "retryDelay": 1, "expireInSeconds": 7200, "heartbeatSeconds": 10, "deleteAfterSeconds": 3600, "notify": true}');
