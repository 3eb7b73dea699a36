-- eventHash as the sender named it, to answer with; the key of deduplication stays hash.
ALTER TABLE "telemetry_events" ADD COLUMN "given_hash" TEXT;

-- The list of all events, newest first, page by page, without sorting a partition.
CREATE INDEX "telemetry_events_ts_id_idx" ON "telemetry_events"("ts", "id");
