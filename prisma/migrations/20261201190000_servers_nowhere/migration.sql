-- What stands nowhere is behind all that stands somewhere in its datacenter: a list of scrapped servers by place walked
-- through tens of thousands of others to its first page.
CREATE INDEX servers_nowhere ON servers (state, place_key, id) WHERE state IN ('NEW', 'IN_FACTORY_TEST', 'IN_TRANSIT', 'DECOMMISSIONED');
