-- Lists that show the newest first, of tables that only grow: each order is an index, so that a page is read and not the table.
CREATE INDEX "provision_jobs_created_at_id_idx" ON "provision_jobs"("created_at", "id");
CREATE INDEX "allocation_plans_created_at_id_idx" ON "allocation_plans"("created_at", "id");
CREATE INDEX "holds_created_at_id_idx" ON "holds"("created_at", "id");
CREATE INDEX "stocktakes_started_at_id_idx" ON "stocktakes"("started_at", "id");

-- The ledger of a warehouse, and the few rows of a ticket.
CREATE INDEX "stock_movements_warehouse_id_id_idx" ON "stock_movements"("warehouse_id", "id");
CREATE INDEX stock_movements_of_ticket ON stock_movements (ticket_id, id) WHERE ticket_id IS NOT NULL;
