-- Elevations, filters by rack, and the check that a rack to be deleted is empty read servers by rack.
CREATE INDEX "servers_rack_id_idx" ON "servers"("rack_id");
