-- A rare kind of event, or a rare outcome, is found by its index: the list of all, newest first, was walked through every event there is
-- to fill a page with it. What no rule asked about and what was healthy are nearly all events, and are in the list soon enough: an
-- index of them would be written with each.
CREATE INDEX "telemetry_events_kind_ts_idx" ON "telemetry_events"("kind", "ts");
CREATE INDEX telemetry_events_by_outcome ON telemetry_events (outcome, ts) WHERE outcome NOT IN ('no-rule', 'below-threshold');
