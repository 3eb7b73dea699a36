-- Passwords of BMCs are sealed by the application, with a key that the database never sees. What was stored before stays
-- until a worker seals it; nothing new comes in unsealed.
CREATE FUNCTION haas_sealed_password() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'servers.bmc_password has to be sealed' USING ERRCODE = 'check_violation', CONSTRAINT = 'servers_bmc_password_sealed';
END $$;
CREATE TRIGGER servers_bmc_password_insert BEFORE INSERT ON servers FOR EACH ROW
  WHEN (NEW.bmc_password NOT LIKE 'sealed:%') EXECUTE FUNCTION haas_sealed_password();
CREATE TRIGGER servers_bmc_password_update BEFORE UPDATE OF bmc_password ON servers FOR EACH ROW
  WHEN (NEW.bmc_password IS DISTINCT FROM OLD.bmc_password AND NEW.bmc_password NOT LIKE 'sealed:%')
  EXECUTE FUNCTION haas_sealed_password();
