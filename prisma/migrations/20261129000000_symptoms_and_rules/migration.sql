-- The latest word on what heals by itself (whether a server answers, whether a sensor is too hot), by component. It takes the
-- place of server_signals; whether something newer came from a server is read from its events when an outage ends.
CREATE TABLE server_symptoms (
  server_id int NOT NULL,
  symptom text NOT NULL,
  component text NOT NULL,
  state text NOT NULL CONSTRAINT server_symptoms_state_check CHECK (state IN ('ASSERTED', 'CLEARED')),
  at timestamptz(3) NOT NULL,
  flips int NOT NULL DEFAULT 0,
  suppressed boolean NOT NULL DEFAULT false,
  CONSTRAINT server_symptoms_pkey PRIMARY KEY (server_id, symptom, component)
) WITH (fillfactor = 70);
CREATE INDEX server_symptoms_suppressed ON server_symptoms (server_id) WHERE suppressed;

INSERT INTO server_symptoms (server_id, symptom, component, state, at, suppressed)
SELECT server_id, 'host', 'unknown', CASE host_state WHEN 'UNREACHABLE' THEN 'ASSERTED' ELSE 'CLEARED' END, host_event_at, suppressed
FROM server_signals WHERE host_state IS NOT NULL AND host_event_at IS NOT NULL;
DROP TABLE server_signals;

-- Conditions of rules: a field over its threshold or with one of its bits, a count or a sum over a window, still so after.
ALTER TABLE telemetry_rules
  ADD COLUMN operator text NOT NULL DEFAULT 'over',
  ADD COLUMN aggregate text,
  ADD COLUMN window_minutes int,
  ADD COLUMN still_after_minutes int,
  ADD COLUMN part_kind text,
  ADD CONSTRAINT telemetry_rules_condition_check CHECK (
    operator IN ('over', 'any-bit')
    AND (aggregate IS NULL) = (window_minutes IS NULL)
    AND CASE
      WHEN aggregate IS NULL THEN (field IS NULL) = (threshold IS NULL) AND (operator = 'over' OR field IS NOT NULL)
      WHEN aggregate = 'count' THEN field IS NULL AND threshold IS NOT NULL AND operator = 'over'
      WHEN aggregate = 'sum' THEN field IS NOT NULL AND threshold IS NOT NULL AND operator = 'over'
      ELSE false
    END
  ),
  ADD CONSTRAINT telemetry_rules_minutes_check CHECK (window_minutes BETWEEN 1 AND 43200 AND still_after_minutes BETWEEN 1 AND 10080);
DROP INDEX telemetry_rules_kind_ticket_type_key;
-- One rule for each condition; of a bit mask as many as there are things that bits say.
CREATE UNIQUE INDEX telemetry_rules_condition_key ON telemetry_rules (kind, ticket_type, field, operator, aggregate) NULLS NOT DISTINCT;

-- The rules that an installation starts with from here on, beside those that it has.
INSERT INTO telemetry_rules (kind, field, operator, threshold, aggregate, window_minutes, ticket_type, priority) VALUES
  ('SMART_REPORT', 'criticalWarning', 'any-bit', 61, NULL, NULL, 'REPLACE_DISK', 'HIGH'),
  ('SMART_REPORT', 'criticalWarning', 'any-bit', 2, NULL, NULL, 'CHECK_COOLING', 'NORMAL'),
  ('SMART_REPORT', 'mediaErrors', 'over', 0, NULL, NULL, 'REPLACE_DISK', 'NORMAL'),
  ('SMART_REPORT', 'reallocated', 'over', 10, NULL, NULL, 'REPLACE_DISK', 'NORMAL'),
  ('SMART_REPORT', 'pending', 'over', 0, NULL, NULL, 'REPLACE_DISK', 'NORMAL'),
  ('SMART_REPORT', 'offlineUncorrectable', 'over', 0, NULL, NULL, 'REPLACE_DISK', 'NORMAL'),
  ('ECC_ERRORS', 'count', 'over', 100, 'sum', 1440, 'REPLACE_RAM', 'NORMAL'),
  ('ECC_UNCORRECTABLE', NULL, 'over', NULL, NULL, NULL, 'REPLACE_RAM', 'HIGH')
ON CONFLICT (kind, ticket_type, field, operator, aggregate) DO NOTHING;

-- Faults whose rule wants them to be still so some time later: opened by the worker when they are due.
CREATE TABLE waiting_faults (
  server_id int NOT NULL REFERENCES servers (id) ON DELETE CASCADE ON UPDATE CASCADE,
  ticket_type text NOT NULL,
  component text NOT NULL,
  priority ticket_priority NOT NULL,
  part_kind text,
  event_ts timestamptz(3) NOT NULL,
  event_hash bytea NOT NULL,
  due_at timestamptz(3) NOT NULL,
  CONSTRAINT waiting_faults_pkey PRIMARY KEY (server_id, ticket_type, component)
);
CREATE INDEX waiting_faults_due_at_idx ON waiting_faults (due_at);

-- How many repairs a server had when its ticket opened, and when a component was last said to be healthy.
ALTER TABLE tickets ADD COLUMN repairs_before int NOT NULL DEFAULT 0;
ALTER TABLE ticket_components ADD COLUMN recovered_at timestamptz(3);
