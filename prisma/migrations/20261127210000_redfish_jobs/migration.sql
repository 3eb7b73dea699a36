-- Jobs over Redfish. An edge says what is flashed for it and what else has to hold; a hop keeps all of that from the plan.
ALTER TABLE firmware_paths
  ADD COLUMN requires jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN reboot boolean NOT NULL DEFAULT false,
  ADD COLUMN address text,
  ADD COLUMN sha256 text,
  ADD CONSTRAINT firmware_paths_requires_check CHECK (jsonb_typeof(requires) = 'array'),
  ADD CONSTRAINT firmware_paths_image_check CHECK (address ~ '^https?://' AND (sha256 IS NULL OR sha256 ~ '^[0-9a-f]{64}$')
    OR address IS NULL AND sha256 IS NULL);

-- intent: the tasks that the BMC knew before this one was asked for. flashed_at: its task has ended well; the version is not
-- read back yet. restart: which half of the restart was asked for last.
ALTER TABLE firmware_hops
  ADD COLUMN reboot boolean NOT NULL DEFAULT false,
  ADD COLUMN address text,
  ADD COLUMN sha256 text,
  ADD COLUMN intent jsonb,
  ADD COLUMN flashed_at timestamptz(3),
  ADD COLUMN restart text,
  ADD CONSTRAINT firmware_hops_restart_check CHECK (restart IN ('off', 'on'));

CREATE TYPE boot_method AS ENUM ('media', 'network');
ALTER TABLE orders ADD COLUMN boot boot_method NOT NULL DEFAULT 'media';

-- boot_dirty: a disc or a boot override of this job may still be in its server. boot_attempt: the try that set it last, whose
-- token the image has.
ALTER TABLE provision_jobs
  ADD COLUMN boot_dirty boolean NOT NULL DEFAULT false,
  ADD COLUMN boot_attempt int,
  ADD COLUMN phoned_home_at timestamptz(3);
CREATE INDEX provision_jobs_boot_dirty ON provision_jobs (id) WHERE boot_dirty AND status IN ('SUCCESS', 'FAILED', 'CANCELLED');

-- Until when somebody who holds no job may be talking to the BMC.
ALTER TABLE servers ADD COLUMN bmc_lease_until timestamptz(3);

-- The hardware of a database's own gives way to BMCs that answer over HTTP.
DROP SCHEMA simulation CASCADE;
