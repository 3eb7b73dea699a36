-- A rare kind of event, or a rare outcome, is found by its index: the list of all, newest first, was walked through every event there is
-- to fill a page with it. What healthy servers report day and night, what no rule asked about and what was below its threshold are
-- nearly all events, and are in the list soon enough: an index of them would be written with each, which costs a tenth of taking it in.
CREATE INDEX telemetry_events_by_kind ON telemetry_events (kind, ts) WHERE kind NOT IN ('SMART_REPORT', 'TEMPERATURE_OK', 'ECC_ERRORS');
CREATE INDEX telemetry_events_by_outcome ON telemetry_events (outcome, ts) WHERE outcome NOT IN ('no-rule', 'below-threshold');
