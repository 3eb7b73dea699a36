-- Whose certificate a BMC is believed by; null: as every https address is. Beside a BMC only, so that it goes with its address.
-- IS TRUE: what is missing inside the value makes a comparison null, and a check lets null through.
ALTER TABLE servers
  ADD COLUMN bmc_tls jsonb,
  ADD CONSTRAINT servers_bmc_tls_check CHECK (bmc_tls IS NULL OR (
    bmc_tls = jsonb_build_object('ca', bmc_tls->>'ca') AND bmc_tls->>'ca' <> ''
    OR bmc_tls = jsonb_build_object('fingerprint', bmc_tls->>'fingerprint') AND bmc_tls->>'fingerprint' ~ '^[0-9a-f]{64}$'
    OR bmc_tls = '{"acceptSelfSigned": true}'
  ) IS TRUE),
  ADD CONSTRAINT servers_bmc_tls_has_bmc_check CHECK (bmc_tls IS NULL OR bmc_address IS NOT NULL);
