-- Which tickets wait for a part is read from the index alone, where the planner read the whole table for scattered rows.
DROP INDEX "ticket_components_part_status_idx";
CREATE INDEX "ticket_components_part_status_ticket_id_idx" ON "ticket_components"("part_status", "ticket_id");
