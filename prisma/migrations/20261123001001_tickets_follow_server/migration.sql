-- A live ticket stands on the board of the datacenter where its server stands, whoever moved the server.
CREATE FUNCTION haas_tickets_follow_server() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE tickets SET datacenter_id = NEW.datacenter_id, version = version + 1, updated_at = NEW.updated_at
  WHERE server_id = NEW.id AND status IN ('OPEN', 'IN_PROGRESS') AND datacenter_id <> NEW.datacenter_id;
  RETURN NULL;
END $$;
CREATE TRIGGER servers_tickets_follow AFTER UPDATE OF datacenter_id ON servers
  FOR EACH ROW WHEN (NEW.datacenter_id <> OLD.datacenter_id) EXECUTE FUNCTION haas_tickets_follow_server();
