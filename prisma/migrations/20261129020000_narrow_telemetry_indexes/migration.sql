-- What each event costs is the indexes that it goes into. (id, ts) and (ts, id) were the same columns twice: the list's order
-- stays, and an event by its id is found by a BRIN index, as ids grow in the order in which rows are written.
ALTER TABLE "telemetry_events" DROP CONSTRAINT "telemetry_events_pkey";
DROP INDEX "telemetry_events_ts_id_idx";
ALTER TABLE "telemetry_events" ADD CONSTRAINT "telemetry_events_pkey" PRIMARY KEY ("ts","id");
CREATE INDEX "telemetry_events_id_idx" ON "telemetry_events" USING BRIN ("id") WITH (pages_per_range = 32, autosummarize = on);

-- Few events belong to a ticket; the newest of one are read in this order.
DROP INDEX "telemetry_events_ticket_id_ts_idx";
CREATE INDEX "telemetry_events_of_ticket" ON "telemetry_events" ("ticket_id", "ts", "id") WHERE "ticket_id" IS NOT NULL;

-- Half of a hash tells events apart as well, in the largest index of all. From now on a derived hash begins with its event's
-- minute, and so does the key: what arrives goes to a few pages of it. What is kept is found under its new name too.
ALTER TABLE "telemetry_hashes" DROP CONSTRAINT "telemetry_hashes_pkey";
ALTER TABLE "telemetry_hashes" ALTER COLUMN "hash" TYPE UUID USING encode(substring("hash" FROM 1 FOR 16), 'hex')::uuid;
ALTER TABLE "telemetry_hashes" ADD CONSTRAINT "telemetry_hashes_pkey" PRIMARY KEY ("hash","server_id");
INSERT INTO "telemetry_hashes" ("server_id", "hash", "seen_at")
SELECT "server_id", (lpad(to_hex(floor(extract(epoch FROM "ts") / 60)::int), 8, '0') || substr(encode("hash", 'hex'), 9, 24))::uuid, "received_at"
FROM "telemetry_events" WHERE "given_hash" IS NULL AND length("hash") = 32 ON CONFLICT DO NOTHING;

-- Who sends a thousand events names a thousand servers: found by comparing bytes, not by folding both sides at each comparison.
CREATE INDEX "servers_folded_barcode" ON "servers" ((lower("barcode"::text) COLLATE "C"));
