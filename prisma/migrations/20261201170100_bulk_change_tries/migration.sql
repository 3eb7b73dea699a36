-- Claims since it last came further: what fails each time is given up by these, and not by how many turns it takes in all.
ALTER TABLE "bulk_changes" ADD COLUMN "tries" INTEGER NOT NULL DEFAULT 0;
