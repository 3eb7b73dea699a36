-- A search for part of a barcode, serial, asset number or host name reads an index of trigrams, not every server.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE FUNCTION haas_server_words(p_barcode text, p_serial text, p_asset text, p_hostnames text[]) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT lower(concat_ws(' ', p_barcode, p_serial, p_asset, array_to_string(p_hostnames, ' ')))
$$;
CREATE INDEX servers_words ON servers USING gin
  (haas_server_words(barcode::text, serial, asset_number, hostnames) gin_trgm_ops);
