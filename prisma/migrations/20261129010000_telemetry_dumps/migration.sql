-- What was sent and could not be read.
CREATE TABLE "telemetry_dumps" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "format" TEXT NOT NULL,
    "sha256" BYTEA NOT NULL,
    "barcode" CITEXT,
    "datacenter_id" INTEGER,
    "content_type" TEXT NOT NULL,
    "body" BYTEA NOT NULL,
    "bytes" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "times" INTEGER NOT NULL DEFAULT 1,
    "request_id" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "last_received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "telemetry_dumps_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "telemetry_dumps_body_check" CHECK (octet_length("body") <= least("bytes", 1048576)),
    CONSTRAINT "telemetry_dumps_times_check" CHECK ("times" > 0)
);
CREATE UNIQUE INDEX "telemetry_dumps_format_sha256_key" ON "telemetry_dumps"("format", "sha256");
CREATE INDEX "telemetry_dumps_last_received_at_id_idx" ON "telemetry_dumps"("last_received_at", "id");
ALTER TABLE "telemetry_dumps" ADD CONSTRAINT "telemetry_dumps_datacenter_id_fkey"
    FOREIGN KEY ("datacenter_id") REFERENCES "datacenters"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The keys under which a server may be found by a host name, as lib/domain/telemetry/formats/server-match.ts makes them of a
-- name that is looked for: each whole name, and of one with a domain its first label with a dot.
CREATE FUNCTION haas_host_keys(names text[]) RETURNS text[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  keys text[] := '{}';
  name text;
  host text;
BEGIN
  FOREACH name IN ARRAY names LOOP
    host := lower(rtrim(btrim(name), '.'));
    keys := keys || host;
    IF strpos(host, '.') > 0 THEN
      keys := keys || (split_part(host, '.', 1) || '.');
    END IF;
  END LOOP;
  RETURN keys;
END
$$;
CREATE INDEX servers_host_keys ON servers USING gin (haas_host_keys(hostnames));
CREATE INDEX servers_serial ON servers (lower(btrim(serial))) WHERE serial IS NOT NULL;
