-- The kind of part that a component's rule asks for, where it is another than its type of ticket says: a fan to be changed.
ALTER TABLE ticket_components ADD COLUMN part_kind text;
