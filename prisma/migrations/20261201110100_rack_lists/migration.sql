-- Racks are listed in walking order within their datacenter, to the last of equals. One row, a tag, and any part of a code, row,
-- note or tag are found without looking at every rack.
DROP INDEX "racks_datacenter_id_walk_key_idx";
CREATE INDEX "racks_datacenter_id_walk_key_id_idx" ON "racks"("datacenter_id", "walk_key", "id");
CREATE INDEX racks_by_row ON racks (("row"::citext), datacenter_id, walk_key, id);
CREATE INDEX "racks_tags" ON "racks" USING GIN ("tags");
CREATE FUNCTION haas_rack_words(p_code text, p_row text, p_note text, p_tags text[]) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT lower(concat_ws(' ', p_code, p_row, p_note, array_to_string(p_tags, ' '))) $$;
CREATE INDEX racks_found_by ON racks USING gin (haas_rack_words(code::text, "row", note, tags) gin_trgm_ops);
