-- The search finds any part of a code, serial, name or customer: an index of trigrams for each kind of thing, as servers and orders have.
CREATE INDEX racks_words ON racks USING gin (lower(code::text) gin_trgm_ops);
CREATE INDEX warehouses_words ON warehouses USING gin (lower(code::text || ' ' || coalesce(name, '')) gin_trgm_ops);
CREATE INDEX tickets_words ON tickets USING gin (lower(number::text) gin_trgm_ops);
CREATE INDEX spare_parts_words ON spare_parts USING gin (lower(sku::text || ' ' || description) gin_trgm_ops);
CREATE INDEX parts_words ON parts USING gin (lower(serial::text) gin_trgm_ops);
CREATE INDEX parts_serial_prefix ON parts (lower(serial::text) text_pattern_ops);
CREATE INDEX datacenters_code_prefix ON datacenters (lower(code::text) text_pattern_ops);

-- Which things hold the text, the first few of them. Without these settings a plan that is made once for every text reads the
-- whole table in the hope of an early hit; with them it can only ask the index of trigrams.
CREATE FUNCTION haas_ids_like(p_kind text, p_like text, p_within int[], p_most int) RETURNS SETOF int
LANGUAGE plpgsql STABLE SET enable_seqscan = off SET enable_indexscan = off SET enable_indexonlyscan = off AS $$
BEGIN
  CASE p_kind
    WHEN 'server' THEN RETURN QUERY SELECT id FROM servers
      WHERE haas_server_words(barcode::text, serial, asset_number, hostnames) LIKE p_like
        AND (p_within IS NULL OR datacenter_id = ANY(p_within)) LIMIT p_most;
    WHEN 'rack' THEN RETURN QUERY SELECT id FROM racks
      WHERE lower(code::text) LIKE p_like AND (p_within IS NULL OR datacenter_id = ANY(p_within)) LIMIT p_most;
    WHEN 'warehouse' THEN RETURN QUERY SELECT id FROM warehouses
      WHERE lower(code::text || ' ' || coalesce(name, '')) LIKE p_like
        AND (p_within IS NULL OR datacenter_id = ANY(p_within)) LIMIT p_most;
    WHEN 'order' THEN RETURN QUERY SELECT id FROM orders
      WHERE haas_order_words(number::text, customer) LIKE p_like
        AND (p_within IS NULL OR datacenter_id = ANY(p_within)) LIMIT p_most;
    WHEN 'ticket' THEN RETURN QUERY SELECT id FROM tickets
      WHERE lower(number::text) LIKE p_like AND (p_within IS NULL OR datacenter_id = ANY(p_within)) LIMIT p_most;
    WHEN 'part' THEN RETURN QUERY SELECT id FROM spare_parts
      WHERE lower(sku::text || ' ' || description) LIKE p_like LIMIT p_most;
    WHEN 'piece' THEN RETURN QUERY SELECT id FROM parts WHERE lower(serial::text) LIKE p_like LIMIT p_most;
  END CASE;
END
$$;
