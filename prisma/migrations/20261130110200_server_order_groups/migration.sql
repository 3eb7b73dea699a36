-- What one state, datacenter or model has is read in the order of the list without passing by what the others have: the scrapped
-- are the oldest changes of all, and one datacenter's places lie behind another's.
CREATE INDEX servers_state_updated ON servers (state, updated_at, id);
CREATE INDEX servers_datacenter_updated ON servers (datacenter_id, updated_at, id);
CREATE INDEX servers_model_updated ON servers (model_id, updated_at, id);
CREATE INDEX servers_datacenter_place ON servers (datacenter_id, place_key, id);
