-- Photos of a repair, beside its notes. A ticket has so many places for them: its 21st photo finds none, whoever sends it.
CREATE TABLE "ticket_photos" (
  "id" UUID NOT NULL DEFAULT gen_random_uuid(),
  "ticket_id" INTEGER NOT NULL,
  "position" INTEGER NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "by" TEXT NOT NULL,
  "note" TEXT,
  "media_type" TEXT NOT NULL,
  "width" INTEGER NOT NULL,
  "height" INTEGER NOT NULL,
  "body" BYTEA NOT NULL,
  CONSTRAINT "ticket_photos_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "ticket_photos_ticket_id_position_key" ON "ticket_photos"("ticket_id", "position");
ALTER TABLE "ticket_photos" ADD CONSTRAINT "ticket_photos_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- ---------------------------------------------------------------------------------------------------------------------
ALTER TABLE ticket_photos ADD CONSTRAINT ticket_photos_position_check CHECK (position BETWEEN 1 AND 20);
ALTER TABLE ticket_photos ADD CONSTRAINT ticket_photos_body_check CHECK (length(body) BETWEEN 1 AND 1048576);
ALTER TABLE ticket_photos ADD CONSTRAINT ticket_photos_media_type_check CHECK (media_type IN ('image/jpeg', 'image/png', 'image/webp'));
ALTER TABLE ticket_photos ADD CONSTRAINT ticket_photos_size_check CHECK (width BETWEEN 1 AND 10000 AND height BETWEEN 1 AND 10000);
-- They are compressed already.
ALTER TABLE ticket_photos ALTER COLUMN body SET STORAGE EXTERNAL;
