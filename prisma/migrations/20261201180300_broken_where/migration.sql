-- Where what is out of order stands is in an index of its own: what elevations count of those in trouble fetched each for its rack.
CREATE INDEX servers_out_of_order ON servers (state, id) INCLUDE (rack_id, datacenter_id) WHERE state IN ('BROKEN', 'REPAIRING');
