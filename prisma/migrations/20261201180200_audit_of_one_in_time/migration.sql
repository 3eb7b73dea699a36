-- What one actor or action did is read in the order of time: of a month in which they did nothing, the whole month was walked through.
CREATE INDEX "audit_log_actor_at_id_idx" ON "audit_log"("actor", "at", "id");
CREATE INDEX "audit_log_action_at_id_idx" ON "audit_log"("action", "at", "id");
DROP INDEX "audit_log_actor_id_idx";
DROP INDEX "audit_log_action_id_idx";
