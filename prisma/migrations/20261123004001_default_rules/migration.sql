-- What an installation starts with: product's list, the same as DEFAULT_RULES in lib/domain/telemetry/rules.ts (a test
-- compares them). From here on they are data.
INSERT INTO telemetry_rules (kind, field, threshold, ticket_type, priority) VALUES
  ('SMART_FAIL', NULL, NULL, 'REPLACE_DISK', 'HIGH'),
  ('ECC_ERRORS', 'count', 10, 'REPLACE_RAM', 'NORMAL'),
  ('OVERHEAT', NULL, NULL, 'CHECK_COOLING', 'NORMAL'),
  ('HOST_UNREACHABLE', NULL, NULL, 'REBOOT', 'NORMAL')
ON CONFLICT (kind, ticket_type) DO NOTHING;
