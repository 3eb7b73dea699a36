-- A model's and a warehouse's servers in walking order, and a warehouse's by their last change. They take the place of indexes on
-- the same first column alone.
CREATE INDEX servers_model_place ON servers (model_id, place_key, id);
CREATE INDEX servers_warehouse_place ON servers (warehouse_id, place_key, id);
CREATE INDEX servers_warehouse_updated ON servers (warehouse_id, updated_at, id);
DROP INDEX "servers_model_id_idx";
DROP INDEX "servers_warehouse_id_idx";
