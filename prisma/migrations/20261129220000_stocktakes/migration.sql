-- What really lies in one rack or warehouse, found out by scanning it.
CREATE TYPE "stocktake_settlement" AS ENUM ('missing', 'ignored');

CREATE TABLE "stocktakes" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "rack_id" INTEGER,
    "warehouse_id" INTEGER,
    "datacenter_id" INTEGER NOT NULL,
    "started_by" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_by" TEXT,
    "closed_at" TIMESTAMPTZ(3),
    "found" INTEGER,
    "missing" INTEGER,
    "unexpected" INTEGER,

    CONSTRAINT "stocktakes_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "stocktakes_rack_id_fkey" FOREIGN KEY ("rack_id") REFERENCES "racks"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "stocktakes_warehouse_id_fkey" FOREIGN KEY ("warehouse_id") REFERENCES "warehouses"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "stocktakes_datacenter_id_fkey" FOREIGN KEY ("datacenter_id") REFERENCES "datacenters"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "stocktakes_one_place_check" CHECK (("rack_id" IS NULL) <> ("warehouse_id" IS NULL)),
    -- Closed as a whole: by whom, when, and what was counted.
    CONSTRAINT "stocktakes_closed_check" CHECK (
        num_nonnulls("closed_by", "closed_at", "found", "missing", "unexpected") IN (0, 5)
    )
);
CREATE INDEX "stocktakes_rack_id_idx" ON "stocktakes"("rack_id");
CREATE INDEX "stocktakes_warehouse_id_idx" ON "stocktakes"("warehouse_id");
CREATE INDEX "stocktakes_datacenter_id_started_at_id_idx" ON "stocktakes"("datacenter_id", "started_at", "id");
-- Two people who count one place count it together.
CREATE UNIQUE INDEX "stocktakes_open_rack_key" ON "stocktakes"("rack_id") WHERE "closed_at" IS NULL;
CREATE UNIQUE INDEX "stocktakes_open_warehouse_key" ON "stocktakes"("warehouse_id") WHERE "closed_at" IS NULL;

CREATE TABLE "stocktake_lines" (
    "stocktake_id" UUID NOT NULL,
    "code" CITEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3),
    "seen_by" TEXT,
    "settled" "stocktake_settlement",
    "reason" TEXT,
    "settled_at" TIMESTAMPTZ(3),
    "settled_by" TEXT,

    CONSTRAINT "stocktake_lines_pkey" PRIMARY KEY ("stocktake_id", "code"),
    CONSTRAINT "stocktake_lines_stocktake_id_fkey" FOREIGN KEY ("stocktake_id") REFERENCES "stocktakes"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "stocktake_lines_seen_check" CHECK (num_nonnulls("seen_at", "seen_by") IN (0, 2)),
    CONSTRAINT "stocktake_lines_settled_check" CHECK (num_nonnulls("settled", "settled_at", "settled_by") IN (0, 3)),
    -- What is said to be missing says why one thinks so.
    CONSTRAINT "stocktake_lines_reason_check" CHECK ("settled" IS DISTINCT FROM 'missing' OR "reason" IS NOT NULL),
    CONSTRAINT "stocktake_lines_something_check" CHECK ("seen_at" IS NOT NULL OR "settled" IS NOT NULL)
);
