-- Tickets only grow: each order of their list is an index, and so is who works on them.
CREATE INDEX "tickets_created_at_id_idx" ON "tickets"("created_at", "id");
CREATE INDEX "tickets_ended_at_id_idx" ON "tickets"("ended_at", "id");
CREATE INDEX "tickets_assignee_created_at_id_idx" ON "tickets"("assignee", "created_at", "id");

-- A search looks for any part of a ticket's number, server, assignee and components: they stand together in one column, which has
-- an index of trigrams. Each in a line of its own, so that nothing is found across two of them.
ALTER TABLE "tickets" ADD COLUMN "words" TEXT NOT NULL DEFAULT '';
CREATE FUNCTION haas_ticket_words(p_id int, p_number text, p_server int, p_assignee text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT lower(concat_ws(E'\n', p_number, (SELECT barcode::text FROM servers WHERE id = p_server), p_assignee,
    (SELECT string_agg(name, E'\n' ORDER BY id) FROM ticket_components WHERE ticket_id = p_id)))
$$;
UPDATE tickets SET words = haas_ticket_words(id, number::text, server_id, assignee);
CREATE INDEX "tickets_found_by" ON "tickets" USING GIN ("words" gin_trgm_ops);

CREATE FUNCTION haas_keep_ticket_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.words := haas_ticket_words(NEW.id, NEW.number::text, NEW.server_id, NEW.assignee);
  RETURN NEW;
END $$;
CREATE TRIGGER tickets_words BEFORE INSERT OR UPDATE OF number, server_id, assignee ON tickets
  FOR EACH ROW EXECUTE FUNCTION haas_keep_ticket_words();

-- Components are added to a ticket that their writer has made or locked.
CREATE FUNCTION haas_components_in_ticket_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE tickets t SET words = haas_ticket_words(t.id, t.number::text, t.server_id, t.assignee)
  WHERE t.id IN (SELECT ticket_id FROM changed);
  RETURN NULL;
END $$;
CREATE TRIGGER ticket_components_added AFTER INSERT ON ticket_components
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION haas_components_in_ticket_words();
CREATE TRIGGER ticket_components_removed AFTER DELETE ON ticket_components
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION haas_components_in_ticket_words();

CREATE FUNCTION haas_component_named_anew() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE tickets t SET words = haas_ticket_words(t.id, t.number::text, t.server_id, t.assignee) WHERE t.id = NEW.ticket_id;
  RETURN NULL;
END $$;
CREATE TRIGGER ticket_components_renamed AFTER UPDATE OF name ON ticket_components
  FOR EACH ROW WHEN (NEW.name IS DISTINCT FROM OLD.name) EXECUTE FUNCTION haas_component_named_anew();
