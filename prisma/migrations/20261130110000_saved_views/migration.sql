-- A list's filters, columns and sorting under a name, for one person. The query is what stands in the address.
CREATE TABLE "saved_views" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "owner" TEXT NOT NULL,
    "page" TEXT NOT NULL,
    "name" CITEXT NOT NULL,
    "query" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "saved_views_pkey" PRIMARY KEY ("id"),
    -- The name of a page, never an address: what is opened from a view stays within the application.
    CONSTRAINT "saved_views_page_check" CHECK ("page" ~ '^[a-z][a-z-]{0,31}$')
);
CREATE UNIQUE INDEX "saved_views_owner_page_name_key" ON "saved_views"("owner", "page", "name");
