-- One change of many servers, done by the worker: what, to which servers, and what became of each.
CREATE TABLE "bulk_changes" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "change" JSONB NOT NULL,
    "asked" JSONB NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'QUEUED',
    "total" INTEGER NOT NULL DEFAULT 0,
    "counted" INTEGER NOT NULL DEFAULT 0,
    "done" INTEGER NOT NULL DEFAULT 0,
    "already" INTEGER NOT NULL DEFAULT 0,
    "refused" INTEGER NOT NULL DEFAULT 0,
    "problem" TEXT,
    "actor" JSONB NOT NULL,
    "actor_key" TEXT NOT NULL,
    "started_by" TEXT NOT NULL,
    "request_id" TEXT NOT NULL,
    "epoch" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "bulk_changes_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "bulk_changes_status_check" CHECK ("status" IN ('QUEUED', 'RUNNING', 'DONE', 'CANCELLED', 'FAILED')),
    CONSTRAINT "bulk_changes_counts_check" CHECK ("counted" = "done" + "already" + "refused" AND "counted" <= "total"
      AND least("done", "already", "refused") >= 0 AND ("status" <> 'DONE' OR "counted" = "total")),
    CONSTRAINT "bulk_changes_problem_check" CHECK (("status" = 'FAILED') = ("problem" IS NOT NULL)),
    CONSTRAINT "bulk_changes_end_check" CHECK (("status" IN ('QUEUED', 'RUNNING')) = ("finished_at" IS NULL))
);
CREATE INDEX "bulk_changes_created_at_id_idx" ON "bulk_changes"("created_at", "id");
-- What a worker looks for after another was lost.
CREATE INDEX "bulk_changes_active_idx" ON "bulk_changes"("lease_until") WHERE "status" IN ('QUEUED', 'RUNNING');

CREATE TABLE "bulk_change_lines" (
    "bulk_change_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "barcode" CITEXT NOT NULL,
    "server_id" INTEGER,
    "state" "server_state",
    "order_id" INTEGER,
    "rack_id" INTEGER,
    "warehouse_id" INTEGER,
    "outcome" TEXT,
    "code" TEXT,
    "reason" TEXT,

    CONSTRAINT "bulk_change_lines_pkey" PRIMARY KEY ("bulk_change_id","position"),
    CONSTRAINT "bulk_change_lines_outcome_check" CHECK ("outcome" IN ('done', 'already', 'refused')
      AND ("outcome" = 'refused') = ("code" IS NOT NULL AND "reason" IS NOT NULL))
);
CREATE INDEX "bulk_change_lines_refused_idx" ON "bulk_change_lines"("bulk_change_id", "position") WHERE "outcome" = 'refused';
ALTER TABLE "bulk_change_lines" ADD CONSTRAINT "bulk_change_lines_bulk_change_id_fkey"
  FOREIGN KEY ("bulk_change_id") REFERENCES "bulk_changes"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What became of a server is said once: a worker that was only slow, or a second one, changes it no more.
CREATE FUNCTION haas_bulk_line_is_over() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'What became of % in this bulk change stands already', OLD.barcode USING ERRCODE = 'HA008';
END $$;
CREATE TRIGGER bulk_change_lines_over BEFORE UPDATE ON "bulk_change_lines"
  FOR EACH ROW WHEN (OLD.outcome IS NOT NULL) EXECUTE FUNCTION haas_bulk_line_is_over();

-- Its queue, as pg-boss makes one.
SELECT pgboss.create_queue('bulk-change', '{"policy": "standard", "retryLimit": 2, "retryDelay": 1, "expireInSeconds": 7200, "heartbeatSeconds": 10, "deleteAfterSeconds": 3600, "notify": true}');
