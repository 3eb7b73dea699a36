-- Whether something of a ticket was swapped is asked for each server of which an event is judged, and is nearly always no: answered
-- without reading all of its components.
CREATE INDEX ticket_components_swapped ON ticket_components (ticket_id) WHERE swapped_at IS NOT NULL;
