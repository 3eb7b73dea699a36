-- Planning walks the racks in order and takes the free servers of one model from each, and stops when it has as many as an
-- order could need; from stock it takes the first ones. Only free servers stand in these indexes (a hold ends by time, so
-- it cannot be part of them).
CREATE INDEX servers_free_racked ON servers (rack_id, model_id, u, id)
  WHERE state = 'RACKED' AND open_high_tickets = 0 AND NOT needs_wipe;
CREATE INDEX servers_free_stored ON servers (datacenter_id, model_id, id)
  WHERE state = 'IN_WAREHOUSE' AND open_high_tickets = 0 AND NOT needs_wipe;
