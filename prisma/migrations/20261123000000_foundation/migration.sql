-- citext: codes compare without case. btree_gist: the exclusion constraint on rack space.
CREATE EXTENSION IF NOT EXISTS citext;
CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE SEQUENCE order_number_seq START 10001;
CREATE SEQUENCE ticket_number_seq START 1001;

-- CreateEnum
CREATE TYPE "role" AS ENUM ('VIEWER', 'PLANNER', 'TECH', 'REPAIR', 'OPERATOR', 'ADMIN', 'INGEST');

-- CreateEnum
CREATE TYPE "depth" AS ENUM ('full', 'half');

-- CreateEnum
CREATE TYPE "face" AS ENUM ('front', 'rear');

-- CreateEnum
CREATE TYPE "rack_item_kind" AS ENUM ('switch', 'pdu', 'panel', 'blanking');

-- CreateEnum
CREATE TYPE "bmc_driver" AS ENUM ('redfish', 'simulated');

-- CreateEnum
CREATE TYPE "server_state" AS ENUM ('NEW', 'IN_FACTORY_TEST', 'IN_TRANSIT', 'IN_WAREHOUSE', 'RACKED', 'ALLOCATED', 'PROVISIONING', 'IN_SERVICE', 'BROKEN', 'REPAIRING', 'DECOMMISSIONED');

-- CreateEnum
CREATE TYPE "order_status" AS ENUM ('DRAFT', 'PLANNED', 'ALLOCATED', 'PROVISIONING', 'ACTIVE', 'FAILED', 'RELEASING', 'RELEASED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "plan_status" AS ENUM ('current', 'superseded', 'allocated');

-- CreateEnum
CREATE TYPE "allocation_status" AS ENUM ('ACTIVE', 'RETURNED', 'LOST', 'RELEASED');

-- CreateEnum
CREATE TYPE "job_kind" AS ENUM ('provision', 'wipe');

-- CreateEnum
CREATE TYPE "job_status" AS ENUM ('PENDING', 'RUNNING', 'SUCCESS', 'FAILED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "step_status" AS ENUM ('PENDING', 'RUNNING', 'SUCCESS', 'FAILED', 'CANCELLED', 'SKIPPED');

-- CreateEnum
CREATE TYPE "ticket_priority" AS ENUM ('HIGH', 'NORMAL', 'LOW');

-- CreateEnum
CREATE TYPE "ticket_status" AS ENUM ('OPEN', 'IN_PROGRESS', 'DONE', 'WONT_FIX');

-- CreateEnum
CREATE TYPE "component_part_status" AS ENUM ('NOT_NEEDED', 'WAITING', 'RESERVED', 'CONSUMED', 'RETURNED');

-- CreateEnum
CREATE TYPE "component_result" AS ENUM ('replaced', 'not-needed');

-- CreateEnum
CREATE TYPE "movement_kind" AS ENUM ('RECEIVE', 'ISSUE', 'RESERVE', 'RETURN', 'CONSUME');

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "email" CITEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "disabled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "grants" (
    "id" SERIAL NOT NULL,
    "user_id" UUID NOT NULL,
    "role" "role" NOT NULL,
    "datacenter_id" INTEGER,

    CONSTRAINT "grants_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_tokens" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "role" "role" NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "api_tokens_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_keys" (
    "actor_key" TEXT NOT NULL,
    "route" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "body_hash" BYTEA NOT NULL,
    "status" INTEGER,
    "response" JSONB,
    "headers" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "committed_at" TIMESTAMPTZ(3),

    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("actor_key","route","key")
);

-- CreateTable
CREATE TABLE "audit_log" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "entity" TEXT NOT NULL,
    "key" CITEXT NOT NULL,
    "from" TEXT,
    "to" TEXT,
    "reason" TEXT,
    "request_id" TEXT,
    "datacenter_id" INTEGER,
    "detail" JSONB,

    CONSTRAINT "audit_log_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "datacenters" (
    "id" SERIAL NOT NULL,
    "code" CITEXT NOT NULL,
    "name" TEXT NOT NULL,
    "power_outage_since" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "datacenters_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "warehouses" (
    "id" SERIAL NOT NULL,
    "code" CITEXT NOT NULL,
    "name" TEXT,
    "datacenter_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "warehouses_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "racks" (
    "id" SERIAL NOT NULL,
    "code" CITEXT NOT NULL,
    "datacenter_id" INTEGER NOT NULL,
    "row" TEXT,
    "walk_key" TEXT NOT NULL,
    "height_u" INTEGER NOT NULL,
    "max_power_w" INTEGER,
    "max_weight_kg" INTEGER,
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "note" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "racks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rack_items" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "rack_id" INTEGER NOT NULL,
    "u" INTEGER NOT NULL,
    "height_u" INTEGER NOT NULL,
    "face" "face" NOT NULL,
    "depth" "depth" NOT NULL DEFAULT 'half',
    "kind" "rack_item_kind" NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "rack_items_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rack_occupancy" (
    "id" BIGSERIAL NOT NULL,
    "rack_id" INTEGER NOT NULL,
    "face" "face" NOT NULL,
    "u" INTEGER NOT NULL,
    "height_u" INTEGER NOT NULL,
    "server_id" INTEGER,
    "rack_item_id" UUID,

    CONSTRAINT "rack_occupancy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "server_models" (
    "id" SERIAL NOT NULL,
    "slug" CITEXT NOT NULL,
    "manufacturer" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "height_u" INTEGER NOT NULL,
    "depth" "depth" NOT NULL,
    "cpu_cores" INTEGER,
    "ram_gb" INTEGER,
    "nvme_gb" INTEGER,
    "max_power_w" INTEGER,
    "weight_kg" INTEGER,
    "cost_cents" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "server_models_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "servers" (
    "id" SERIAL NOT NULL,
    "barcode" CITEXT NOT NULL,
    "state" "server_state" NOT NULL DEFAULT 'NEW',
    "model_id" INTEGER,
    "height_u" INTEGER NOT NULL DEFAULT 1,
    "depth" "depth" NOT NULL DEFAULT 'full',
    "serial" TEXT,
    "asset_number" TEXT,
    "datacenter_id" INTEGER NOT NULL,
    "warehouse_id" INTEGER,
    "rack_id" INTEGER,
    "u" INTEGER,
    "face" "face",
    "destination_id" INTEGER,
    "expected_at" TIMESTAMPTZ(3),
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "hostnames" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "note" TEXT,
    "bmc_driver" "bmc_driver",
    "bmc_address" TEXT,
    "bmc_username" TEXT,
    "bmc_password" TEXT,
    "power_state" TEXT,
    "order_id" INTEGER,
    "hold_id" UUID,
    "hold_until" TIMESTAMPTZ(3),
    "open_high_tickets" INTEGER NOT NULL DEFAULT 0,
    "needs_wipe" BOOLEAN NOT NULL DEFAULT false,
    "last_scanned_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "servers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "holds" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "server_id" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "holds_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "server_tally" (
    "id" BIGSERIAL NOT NULL,
    "datacenter_id" INTEGER NOT NULL,
    "model_id" INTEGER,
    "state" "server_state" NOT NULL,
    "blocked" BOOLEAN NOT NULL,
    "delta" INTEGER NOT NULL,

    CONSTRAINT "server_tally_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "retired_barcodes" (
    "barcode" CITEXT NOT NULL,
    "retired_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "retired_barcodes_pkey" PRIMARY KEY ("barcode")
);

-- CreateTable
CREATE TABLE "images" (
    "id" SERIAL NOT NULL,
    "slug" CITEXT NOT NULL,
    "name" TEXT NOT NULL,
    "address" TEXT,
    "sha256" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "images_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "orders" (
    "id" SERIAL NOT NULL,
    "number" CITEXT NOT NULL DEFAULT ('ORD-'::text || nextval('order_number_seq'::regclass)),
    "status" "order_status" NOT NULL DEFAULT 'DRAFT',
    "customer" TEXT NOT NULL,
    "datacenter_id" INTEGER NOT NULL,
    "cpu_cores" INTEGER NOT NULL,
    "ram_gb" INTEGER NOT NULL,
    "nvme_gb" INTEGER NOT NULL,
    "image_id" INTEGER,
    "ends_at" TIMESTAMPTZ(3),
    "cancel_requested_at" TIMESTAMPTZ(3),
    "status_since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "orders_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order_lines" (
    "id" SERIAL NOT NULL,
    "order_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "count" INTEGER NOT NULL,
    "min_cpu_cores" INTEGER NOT NULL,
    "min_ram_gb" INTEGER NOT NULL,
    "min_nvme_gb" INTEGER NOT NULL,

    CONSTRAINT "order_lines_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "allocation_plans" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "order_id" INTEGER NOT NULL,
    "status" "plan_status" NOT NULL DEFAULT 'current',
    "objective" TEXT NOT NULL,
    "constraints" JSONB NOT NULL,
    "include_warehouse" BOOLEAN NOT NULL,
    "method" TEXT NOT NULL,
    "proof" TEXT NOT NULL,
    "value" BIGINT NOT NULL,
    "bound" BIGINT,
    "totals" JSONB NOT NULL,
    "left_out" JSONB NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "allocation_plans_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plan_items" (
    "plan_id" UUID NOT NULL,
    "server_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "line_id" INTEGER,
    "rack_code" TEXT,
    "u" INTEGER,

    CONSTRAINT "plan_items_pkey" PRIMARY KEY ("plan_id","server_id")
);

-- CreateTable
CREATE TABLE "allocations" (
    "id" SERIAL NOT NULL,
    "order_id" INTEGER NOT NULL,
    "server_id" INTEGER NOT NULL,
    "plan_id" UUID,
    "status" "allocation_status" NOT NULL DEFAULT 'ACTIVE',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),
    "replaced_by_id" INTEGER,

    CONSTRAINT "allocations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "firmware_targets" (
    "model_id" INTEGER NOT NULL,
    "component" TEXT NOT NULL,
    "version" TEXT NOT NULL,

    CONSTRAINT "firmware_targets_pkey" PRIMARY KEY ("model_id","component")
);

-- CreateTable
CREATE TABLE "server_firmware" (
    "server_id" INTEGER NOT NULL,
    "component" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "server_firmware_pkey" PRIMARY KEY ("server_id","component")
);

-- CreateTable
CREATE TABLE "firmware_paths" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "model_id" INTEGER NOT NULL,
    "component" TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "minutes" INTEGER,
    "flashed_with" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "firmware_paths_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "provision_jobs" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" "job_kind" NOT NULL,
    "order_id" INTEGER NOT NULL,
    "server_id" INTEGER NOT NULL,
    "status" "job_status" NOT NULL DEFAULT 'PENDING',
    "attempt" INTEGER NOT NULL DEFAULT 1,
    "last_error" TEXT,
    "waiting_for" TEXT,
    "not_before" TIMESTAMPTZ(3),
    "cancel_requested_at" TIMESTAMPTZ(3),
    "firmware_plan" JSONB,
    "lease_owner" TEXT,
    "lease_until" TIMESTAMPTZ(3),
    "lease_epoch" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "provision_jobs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "provision_steps" (
    "job_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "status" "step_status" NOT NULL DEFAULT 'PENDING',
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "intent" JSONB,
    "task" TEXT,
    "detail" JSONB,
    "error" TEXT,

    CONSTRAINT "provision_steps_pkey" PRIMARY KEY ("job_id","position")
);

-- CreateTable
CREATE TABLE "firmware_hops" (
    "job_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "component" TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "minutes" INTEGER,
    "group" INTEGER NOT NULL,
    "status" "step_status" NOT NULL DEFAULT 'PENDING',
    "task" TEXT,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "error" TEXT,

    CONSTRAINT "firmware_hops_pkey" PRIMARY KEY ("job_id","position")
);

-- CreateTable
CREATE TABLE "workers" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "beat_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "workers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "telemetry_events" (
    "id" BIGSERIAL NOT NULL,
    "server_id" INTEGER NOT NULL,
    "ts" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "hash" BYTEA NOT NULL,
    "outcome" TEXT NOT NULL,
    "reason" TEXT,
    "ticket_id" INTEGER,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "telemetry_events_pkey" PRIMARY KEY ("id","ts")
) PARTITION BY RANGE ("ts");

-- CreateTable
CREATE TABLE "telemetry_hashes" (
    "server_id" INTEGER NOT NULL,
    "hash" BYTEA NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "telemetry_hashes_pkey" PRIMARY KEY ("server_id","hash")
);

-- CreateTable
CREATE TABLE "server_signals" (
    "server_id" INTEGER NOT NULL,
    "last_event_at" TIMESTAMPTZ(3) NOT NULL,
    "host_state" TEXT,
    "host_event_at" TIMESTAMPTZ(3),
    "suppressed" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "server_signals_pkey" PRIMARY KEY ("server_id")
);

-- CreateTable
CREATE TABLE "telemetry_rules" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" TEXT NOT NULL,
    "field" TEXT,
    "threshold" INTEGER,
    "ticket_type" TEXT NOT NULL,
    "priority" "ticket_priority" NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "telemetry_rules_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tickets" (
    "id" SERIAL NOT NULL,
    "number" CITEXT NOT NULL DEFAULT ('T-'::text || nextval('ticket_number_seq'::regclass)),
    "type" TEXT NOT NULL,
    "status" "ticket_status" NOT NULL DEFAULT 'OPEN',
    "priority" "ticket_priority" NOT NULL DEFAULT 'NORMAL',
    "server_id" INTEGER NOT NULL,
    "datacenter_id" INTEGER NOT NULL,
    "assignee" TEXT,
    "repeat_of_id" INTEGER,
    "event_count" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "tickets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ticket_components" (
    "id" SERIAL NOT NULL,
    "ticket_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "part_status" "component_part_status" NOT NULL,
    "spare_part_id" INTEGER,
    "warehouse_id" INTEGER,
    "result" "component_result",
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ticket_components_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ticket_notes" (
    "id" SERIAL NOT NULL,
    "ticket_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "by" TEXT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "ticket_notes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "spare_parts" (
    "id" SERIAL NOT NULL,
    "sku" CITEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "spare_parts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "spare_part_models" (
    "spare_part_id" INTEGER NOT NULL,
    "model_id" INTEGER NOT NULL,

    CONSTRAINT "spare_part_models_pkey" PRIMARY KEY ("spare_part_id","model_id")
);

-- CreateTable
CREATE TABLE "stock" (
    "id" SERIAL NOT NULL,
    "spare_part_id" INTEGER NOT NULL,
    "warehouse_id" INTEGER NOT NULL,
    "available" INTEGER NOT NULL DEFAULT 0,
    "reserved" INTEGER NOT NULL DEFAULT 0,
    "shelf" TEXT,
    "minimum" INTEGER,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "stock_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stock_movements" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "spare_part_id" INTEGER NOT NULL,
    "warehouse_id" INTEGER NOT NULL,
    "kind" "movement_kind" NOT NULL,
    "available_delta" INTEGER NOT NULL,
    "reserved_delta" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "ticket_id" INTEGER,
    "actor" TEXT NOT NULL,

    CONSTRAINT "stock_movements_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE UNIQUE INDEX "grants_user_id_role_datacenter_id_key" ON "grants"("user_id", "role", "datacenter_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_tokens_token_hash_key" ON "api_tokens"("token_hash");

-- CreateIndex
CREATE INDEX "idempotency_keys_created_at_idx" ON "idempotency_keys"("created_at");

-- CreateIndex
CREATE INDEX "audit_log_entity_key_id_idx" ON "audit_log"("entity", "key", "id");

-- CreateIndex
CREATE INDEX "audit_log_actor_id_idx" ON "audit_log"("actor", "id");

-- CreateIndex
CREATE INDEX "audit_log_at_idx" ON "audit_log"("at");

-- CreateIndex
CREATE UNIQUE INDEX "datacenters_code_key" ON "datacenters"("code");

-- CreateIndex
CREATE UNIQUE INDEX "warehouses_code_key" ON "warehouses"("code");

-- CreateIndex
CREATE INDEX "warehouses_datacenter_id_idx" ON "warehouses"("datacenter_id");

-- CreateIndex
CREATE UNIQUE INDEX "racks_code_key" ON "racks"("code");

-- CreateIndex
CREATE INDEX "racks_datacenter_id_walk_key_idx" ON "racks"("datacenter_id", "walk_key");

-- CreateIndex
CREATE INDEX "rack_items_rack_id_idx" ON "rack_items"("rack_id");

-- CreateIndex
CREATE INDEX "rack_occupancy_server_id_idx" ON "rack_occupancy"("server_id");

-- CreateIndex
CREATE INDEX "rack_occupancy_rack_item_id_idx" ON "rack_occupancy"("rack_item_id");

-- CreateIndex
CREATE UNIQUE INDEX "rack_occupancy_rack_id_u_face_key" ON "rack_occupancy"("rack_id", "u", "face");

-- CreateIndex
CREATE UNIQUE INDEX "server_models_slug_key" ON "server_models"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "servers_barcode_key" ON "servers"("barcode");

-- CreateIndex
CREATE UNIQUE INDEX "servers_hold_id_key" ON "servers"("hold_id");

-- CreateIndex
CREATE INDEX "servers_state_datacenter_id_model_id_idx" ON "servers"("state", "datacenter_id", "model_id");

-- CreateIndex
CREATE INDEX "servers_datacenter_id_model_id_idx" ON "servers"("datacenter_id", "model_id");

-- CreateIndex
CREATE INDEX "servers_warehouse_id_idx" ON "servers"("warehouse_id");

-- CreateIndex
CREATE INDEX "servers_order_id_idx" ON "servers"("order_id");

-- CreateIndex
CREATE INDEX "servers_model_id_idx" ON "servers"("model_id");

-- CreateIndex
CREATE INDEX "servers_updated_at_id_idx" ON "servers"("updated_at", "id");

-- CreateIndex
CREATE INDEX "holds_server_id_idx" ON "holds"("server_id");

-- CreateIndex
CREATE INDEX "server_tally_datacenter_id_state_model_id_idx" ON "server_tally"("datacenter_id", "state", "model_id");

-- CreateIndex
CREATE UNIQUE INDEX "images_slug_key" ON "images"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "orders_number_key" ON "orders"("number");

-- CreateIndex
CREATE INDEX "orders_status_datacenter_id_idx" ON "orders"("status", "datacenter_id");

-- CreateIndex
CREATE INDEX "orders_created_at_id_idx" ON "orders"("created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "order_lines_order_id_position_key" ON "order_lines"("order_id", "position");

-- CreateIndex
CREATE INDEX "allocation_plans_order_id_created_at_idx" ON "allocation_plans"("order_id", "created_at");

-- CreateIndex
CREATE INDEX "plan_items_server_id_idx" ON "plan_items"("server_id");

-- CreateIndex
CREATE UNIQUE INDEX "plan_items_plan_id_position_key" ON "plan_items"("plan_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "allocations_replaced_by_id_key" ON "allocations"("replaced_by_id");

-- CreateIndex
CREATE INDEX "allocations_order_id_idx" ON "allocations"("order_id");

-- CreateIndex
CREATE INDEX "allocations_server_id_idx" ON "allocations"("server_id");

-- CreateIndex
CREATE UNIQUE INDEX "firmware_paths_model_id_component_from_to_key" ON "firmware_paths"("model_id", "component", "from", "to");

-- CreateIndex
CREATE INDEX "provision_jobs_order_id_idx" ON "provision_jobs"("order_id");

-- CreateIndex
CREATE INDEX "provision_jobs_server_id_idx" ON "provision_jobs"("server_id");

-- CreateIndex
CREATE INDEX "provision_jobs_status_created_at_idx" ON "provision_jobs"("status", "created_at");

-- CreateIndex
CREATE INDEX "telemetry_events_server_id_ts_idx" ON "telemetry_events"("server_id", "ts");

-- CreateIndex
CREATE INDEX "telemetry_events_ticket_id_ts_idx" ON "telemetry_events"("ticket_id", "ts");

-- CreateIndex
CREATE INDEX "telemetry_hashes_seen_at_idx" ON "telemetry_hashes" USING BRIN ("seen_at");

-- CreateIndex
CREATE UNIQUE INDEX "telemetry_rules_kind_ticket_type_key" ON "telemetry_rules"("kind", "ticket_type");

-- CreateIndex
CREATE UNIQUE INDEX "tickets_number_key" ON "tickets"("number");

-- CreateIndex
CREATE INDEX "tickets_status_created_at_idx" ON "tickets"("status", "created_at");

-- CreateIndex
CREATE INDEX "tickets_datacenter_id_status_idx" ON "tickets"("datacenter_id", "status");

-- CreateIndex
CREATE INDEX "tickets_server_id_type_idx" ON "tickets"("server_id", "type");

-- CreateIndex
CREATE INDEX "ticket_components_part_status_idx" ON "ticket_components"("part_status");

-- CreateIndex
CREATE INDEX "ticket_components_spare_part_id_warehouse_id_idx" ON "ticket_components"("spare_part_id", "warehouse_id");

-- CreateIndex
CREATE UNIQUE INDEX "ticket_components_ticket_id_name_key" ON "ticket_components"("ticket_id", "name");

-- CreateIndex
CREATE INDEX "ticket_notes_ticket_id_idx" ON "ticket_notes"("ticket_id");

-- CreateIndex
CREATE UNIQUE INDEX "spare_parts_sku_key" ON "spare_parts"("sku");

-- CreateIndex
CREATE INDEX "spare_part_models_model_id_idx" ON "spare_part_models"("model_id");

-- CreateIndex
CREATE INDEX "stock_warehouse_id_idx" ON "stock"("warehouse_id");

-- CreateIndex
CREATE UNIQUE INDEX "stock_spare_part_id_warehouse_id_key" ON "stock"("spare_part_id", "warehouse_id");

-- CreateIndex
CREATE INDEX "stock_movements_spare_part_id_warehouse_id_id_idx" ON "stock_movements"("spare_part_id", "warehouse_id", "id");

-- AddForeignKey
ALTER TABLE "grants" ADD CONSTRAINT "grants_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "grants" ADD CONSTRAINT "grants_datacenter_id_fkey" FOREIGN KEY ("datacenter_id") REFERENCES "datacenters"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "warehouses" ADD CONSTRAINT "warehouses_datacenter_id_fkey" FOREIGN KEY ("datacenter_id") REFERENCES "datacenters"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "racks" ADD CONSTRAINT "racks_datacenter_id_fkey" FOREIGN KEY ("datacenter_id") REFERENCES "datacenters"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rack_items" ADD CONSTRAINT "rack_items_rack_id_fkey" FOREIGN KEY ("rack_id") REFERENCES "racks"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rack_occupancy" ADD CONSTRAINT "rack_occupancy_rack_id_fkey" FOREIGN KEY ("rack_id") REFERENCES "racks"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rack_occupancy" ADD CONSTRAINT "rack_occupancy_server_id_fkey" FOREIGN KEY ("server_id") REFERENCES "servers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rack_occupancy" ADD CONSTRAINT "rack_occupancy_rack_item_id_fkey" FOREIGN KEY ("rack_item_id") REFERENCES "rack_items"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "servers" ADD CONSTRAINT "servers_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "server_models"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "servers" ADD CONSTRAINT "servers_datacenter_id_fkey" FOREIGN KEY ("datacenter_id") REFERENCES "datacenters"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "servers" ADD CONSTRAINT "servers_destination_id_fkey" FOREIGN KEY ("destination_id") REFERENCES "datacenters"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "servers" ADD CONSTRAINT "servers_warehouse_id_fkey" FOREIGN KEY ("warehouse_id") REFERENCES "warehouses"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "servers" ADD CONSTRAINT "servers_rack_id_fkey" FOREIGN KEY ("rack_id") REFERENCES "racks"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "servers" ADD CONSTRAINT "servers_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "servers" ADD CONSTRAINT "servers_hold_id_fkey" FOREIGN KEY ("hold_id") REFERENCES "holds"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "holds" ADD CONSTRAINT "holds_server_id_fkey" FOREIGN KEY ("server_id") REFERENCES "servers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_datacenter_id_fkey" FOREIGN KEY ("datacenter_id") REFERENCES "datacenters"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_image_id_fkey" FOREIGN KEY ("image_id") REFERENCES "images"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "allocation_plans" ADD CONSTRAINT "allocation_plans_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_items" ADD CONSTRAINT "plan_items_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "allocation_plans"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_items" ADD CONSTRAINT "plan_items_server_id_fkey" FOREIGN KEY ("server_id") REFERENCES "servers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_items" ADD CONSTRAINT "plan_items_line_id_fkey" FOREIGN KEY ("line_id") REFERENCES "order_lines"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "allocations" ADD CONSTRAINT "allocations_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "allocations" ADD CONSTRAINT "allocations_server_id_fkey" FOREIGN KEY ("server_id") REFERENCES "servers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "allocations" ADD CONSTRAINT "allocations_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "allocation_plans"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "allocations" ADD CONSTRAINT "allocations_replaced_by_id_fkey" FOREIGN KEY ("replaced_by_id") REFERENCES "allocations"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "firmware_targets" ADD CONSTRAINT "firmware_targets_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "server_models"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "server_firmware" ADD CONSTRAINT "server_firmware_server_id_fkey" FOREIGN KEY ("server_id") REFERENCES "servers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "firmware_paths" ADD CONSTRAINT "firmware_paths_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "server_models"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "provision_jobs" ADD CONSTRAINT "provision_jobs_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "provision_jobs" ADD CONSTRAINT "provision_jobs_server_id_fkey" FOREIGN KEY ("server_id") REFERENCES "servers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "provision_steps" ADD CONSTRAINT "provision_steps_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "provision_jobs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "firmware_hops" ADD CONSTRAINT "firmware_hops_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "provision_jobs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_server_id_fkey" FOREIGN KEY ("server_id") REFERENCES "servers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_datacenter_id_fkey" FOREIGN KEY ("datacenter_id") REFERENCES "datacenters"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_repeat_of_id_fkey" FOREIGN KEY ("repeat_of_id") REFERENCES "tickets"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_components" ADD CONSTRAINT "ticket_components_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_components" ADD CONSTRAINT "ticket_components_spare_part_id_fkey" FOREIGN KEY ("spare_part_id") REFERENCES "spare_parts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_components" ADD CONSTRAINT "ticket_components_warehouse_id_fkey" FOREIGN KEY ("warehouse_id") REFERENCES "warehouses"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_notes" ADD CONSTRAINT "ticket_notes_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "spare_part_models" ADD CONSTRAINT "spare_part_models_spare_part_id_fkey" FOREIGN KEY ("spare_part_id") REFERENCES "spare_parts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "spare_part_models" ADD CONSTRAINT "spare_part_models_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "server_models"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock" ADD CONSTRAINT "stock_spare_part_id_fkey" FOREIGN KEY ("spare_part_id") REFERENCES "spare_parts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock" ADD CONSTRAINT "stock_warehouse_id_fkey" FOREIGN KEY ("warehouse_id") REFERENCES "warehouses"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_movements" ADD CONSTRAINT "stock_movements_spare_part_id_fkey" FOREIGN KEY ("spare_part_id") REFERENCES "spare_parts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_movements" ADD CONSTRAINT "stock_movements_warehouse_id_fkey" FOREIGN KEY ("warehouse_id") REFERENCES "warehouses"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_movements" ADD CONSTRAINT "stock_movements_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- What Prisma's schema language cannot say. Each promise below has a test that tries to break it
-- (lib/db/constraints.db.test.ts). What our own functions refuse carries a SQLSTATE of class HA, which
-- lib/db/database-error.ts knows by name.

-- ---------------------------------------------------------------------------------------------------------------------
-- Codes: 1-64 of A-Z a-z 0-9 . _ - :, compared without case (citext).
CREATE FUNCTION haas_is_code(value text) RETURNS boolean LANGUAGE sql IMMUTABLE AS
$$ SELECT value ~ '^[A-Za-z0-9._:-]{1,64}$' $$;

ALTER TABLE datacenters ADD CONSTRAINT datacenters_code_check CHECK (haas_is_code(code::text));
ALTER TABLE warehouses ADD CONSTRAINT warehouses_code_check CHECK (haas_is_code(code::text));
ALTER TABLE racks ADD CONSTRAINT racks_code_check CHECK (haas_is_code(code::text));
ALTER TABLE servers ADD CONSTRAINT servers_barcode_check CHECK (haas_is_code(barcode::text));
ALTER TABLE spare_parts ADD CONSTRAINT spare_parts_sku_check CHECK (haas_is_code(sku::text));

-- ---------------------------------------------------------------------------------------------------------------------
-- Figures that make sense.
ALTER TABLE racks ADD CONSTRAINT racks_height_check CHECK (height_u BETWEEN 1 AND 100);
ALTER TABLE rack_items ADD CONSTRAINT rack_items_range_check CHECK (u >= 1 AND height_u BETWEEN 1 AND 100);
ALTER TABLE server_models ADD CONSTRAINT server_models_figures_check CHECK (
  height_u BETWEEN 1 AND 100 AND cpu_cores >= 0 AND ram_gb >= 0 AND nvme_gb >= 0
  AND max_power_w >= 0 AND weight_kg >= 0 AND cost_cents >= 0);
ALTER TABLE orders ADD CONSTRAINT orders_demand_check CHECK (
  cpu_cores >= 0 AND ram_gb >= 0 AND nvme_gb >= 0 AND cpu_cores::bigint + ram_gb + nvme_gb > 0);
ALTER TABLE order_lines ADD CONSTRAINT order_lines_check CHECK (
  count >= 1 AND min_cpu_cores >= 0 AND min_ram_gb >= 0 AND min_nvme_gb >= 0);
ALTER TABLE stock ADD CONSTRAINT stock_available_check CHECK (available >= 0);
ALTER TABLE stock ADD CONSTRAINT stock_reserved_check CHECK (reserved >= 0);
ALTER TABLE servers ADD CONSTRAINT servers_open_high_tickets_check CHECK (open_high_tickets >= 0);

-- Walking order is the byte order of walk_key, whatever the database's locale.
ALTER TABLE racks ALTER COLUMN walk_key TYPE text COLLATE "C";

-- ---------------------------------------------------------------------------------------------------------------------
-- Server: where it stands follows from its state.
ALTER TABLE servers ADD CONSTRAINT servers_position_check CHECK (
  (rack_id IS NULL AND u IS NULL AND face IS NULL) OR (rack_id IS NOT NULL AND u IS NOT NULL AND face IS NOT NULL));
ALTER TABLE servers ADD CONSTRAINT servers_one_place_check CHECK (rack_id IS NULL OR warehouse_id IS NULL);
ALTER TABLE servers ADD CONSTRAINT servers_racked_check CHECK (state <> 'RACKED' OR rack_id IS NOT NULL);
ALTER TABLE servers ADD CONSTRAINT servers_in_warehouse_check CHECK (state <> 'IN_WAREHOUSE' OR warehouse_id IS NOT NULL);
ALTER TABLE servers ADD CONSTRAINT servers_promised_check CHECK (
  state NOT IN ('ALLOCATED', 'PROVISIONING', 'IN_SERVICE') OR (order_id IS NOT NULL AND (rack_id IS NOT NULL OR warehouse_id IS NOT NULL)));
ALTER TABLE servers ADD CONSTRAINT servers_decommissioned_check CHECK (
  state <> 'DECOMMISSIONED' OR (rack_id IS NULL AND warehouse_id IS NULL AND order_id IS NULL AND hold_id IS NULL));
ALTER TABLE servers ADD CONSTRAINT servers_height_check CHECK (height_u BETWEEN 1 AND 100 AND (u IS NULL OR u >= 1));
ALTER TABLE servers ADD CONSTRAINT servers_bmc_check CHECK ((bmc_driver IS NULL) = (bmc_address IS NULL));

-- A barcode is never used again: a server that once had a life cannot be deleted under its barcode's feet.
CREATE FUNCTION haas_retire_barcode() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    INSERT INTO retired_barcodes (barcode) VALUES (OLD.barcode) ON CONFLICT DO NOTHING;
    RETURN OLD;
  END IF;
  IF EXISTS (SELECT 1 FROM retired_barcodes r WHERE r.barcode = NEW.barcode) THEN
    RAISE EXCEPTION 'barcode % was used before', NEW.barcode USING ERRCODE = 'HA001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER servers_retire_barcode BEFORE DELETE ON servers FOR EACH ROW EXECUTE FUNCTION haas_retire_barcode();
CREATE TRIGGER servers_barcode_unused BEFORE INSERT ON servers FOR EACH ROW EXECUTE FUNCTION haas_retire_barcode();

-- ---------------------------------------------------------------------------------------------------------------------
-- Rack space. Rows come from triggers only; the exclusion constraint is the last word.
ALTER TABLE rack_occupancy ADD CONSTRAINT rack_occupancy_one_thing_check CHECK (num_nonnulls(server_id, rack_item_id) = 1);
ALTER TABLE rack_occupancy ADD CONSTRAINT rack_occupancy_no_overlap
  EXCLUDE USING gist (rack_id WITH =, face WITH =, int4range(u, u + height_u) WITH &&);

CREATE FUNCTION haas_occupy(p_rack int, p_u int, p_height int, p_face face, p_depth depth, p_server int, p_item uuid)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE rack_height int;
BEGIN
  -- FOR SHARE waits for a shrinking rack and makes it wait for us.
  SELECT height_u INTO rack_height FROM racks WHERE id = p_rack FOR SHARE;
  IF p_u < 1 OR p_u + p_height - 1 > rack_height THEN
    RAISE EXCEPTION 'units % to % do not fit into a rack of %', p_u, p_u + p_height - 1, rack_height
      USING ERRCODE = 'HA002';
  END IF;
  INSERT INTO rack_occupancy (rack_id, face, u, height_u, server_id, rack_item_id)
  SELECT p_rack, f, p_u, p_height, p_server, p_item
  FROM unnest(CASE WHEN p_depth = 'full' THEN ARRAY['front', 'rear']::face[] ELSE ARRAY[p_face] END) AS f;
END $$;

CREATE FUNCTION haas_server_occupancy() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (OLD.rack_id, OLD.u, OLD.face, OLD.height_u, OLD.depth)
     IS NOT DISTINCT FROM (NEW.rack_id, NEW.u, NEW.face, NEW.height_u, NEW.depth) THEN
    RETURN NULL;
  END IF;
  IF TG_OP = 'UPDATE' THEN DELETE FROM rack_occupancy WHERE server_id = NEW.id; END IF;
  IF NEW.rack_id IS NOT NULL THEN
    PERFORM haas_occupy(NEW.rack_id, NEW.u, NEW.height_u, NEW.face, NEW.depth, NEW.id, NULL);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER servers_occupancy_insert AFTER INSERT ON servers
  FOR EACH ROW WHEN (NEW.rack_id IS NOT NULL) EXECUTE FUNCTION haas_server_occupancy();
CREATE TRIGGER servers_occupancy_update AFTER UPDATE OF rack_id, u, face, height_u, depth ON servers
  FOR EACH ROW EXECUTE FUNCTION haas_server_occupancy();

CREATE FUNCTION haas_rack_item_occupancy() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN DELETE FROM rack_occupancy WHERE rack_item_id = NEW.id; END IF;
  PERFORM haas_occupy(NEW.rack_id, NEW.u, NEW.height_u, NEW.face, NEW.depth, NULL, NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER rack_items_occupancy AFTER INSERT OR UPDATE OF rack_id, u, face, height_u, depth ON rack_items
  FOR EACH ROW EXECUTE FUNCTION haas_rack_item_occupancy();

CREATE FUNCTION haas_rack_keeps_contents() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE top int;
BEGIN
  SELECT max(u + height_u - 1) INTO top FROM rack_occupancy WHERE rack_id = NEW.id;
  IF top > NEW.height_u THEN
    RAISE EXCEPTION 'rack % holds something up to U%', NEW.code, top
      USING ERRCODE = 'HA003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER racks_keeps_contents BEFORE UPDATE OF height_u ON racks
  FOR EACH ROW WHEN (NEW.height_u < OLD.height_u) EXECUTE FUNCTION haas_rack_keeps_contents();

-- ---------------------------------------------------------------------------------------------------------------------
-- A server is promised once, and a promised state has its promise.
CREATE UNIQUE INDEX allocations_one_active_per_server ON allocations (server_id) WHERE status = 'ACTIVE';
ALTER TABLE allocations ADD CONSTRAINT allocations_ended_check CHECK ((status = 'ACTIVE') = (ended_at IS NULL));
CREATE UNIQUE INDEX allocation_plans_one_current ON allocation_plans (order_id) WHERE status = 'current';

-- Deferred to commit: a transaction writes the allocation and the server in either order.
CREATE FUNCTION haas_promise_holds(p_server int) RETURNS void LANGUAGE plpgsql AS $$
DECLARE bad text;
BEGIN
  SELECT s.barcode INTO bad FROM servers s
  WHERE s.id = p_server AND s.state IN ('ALLOCATED', 'PROVISIONING', 'IN_SERVICE')
    AND NOT EXISTS (SELECT 1 FROM allocations a WHERE a.server_id = s.id AND a.order_id = s.order_id AND a.status = 'ACTIVE');
  IF bad IS NOT NULL THEN
    RAISE EXCEPTION 'server % is promised without an active allocation', bad
      USING ERRCODE = 'HA004';
  END IF;
END $$;
CREATE FUNCTION haas_server_promise() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM haas_promise_holds(NEW.id); RETURN NULL; END $$;
CREATE FUNCTION haas_allocation_promise() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM haas_promise_holds(OLD.server_id); RETURN NULL; END $$;
CREATE CONSTRAINT TRIGGER servers_promise_insert AFTER INSERT ON servers DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.state IN ('ALLOCATED', 'PROVISIONING', 'IN_SERVICE')) EXECUTE FUNCTION haas_server_promise();
CREATE CONSTRAINT TRIGGER servers_promise_update AFTER UPDATE OF state, order_id ON servers DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.state IN ('ALLOCATED', 'PROVISIONING', 'IN_SERVICE')) EXECUTE FUNCTION haas_server_promise();
CREATE CONSTRAINT TRIGGER allocations_promise AFTER UPDATE OR DELETE ON allocations DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (OLD.status = 'ACTIVE') EXECUTE FUNCTION haas_allocation_promise();

-- ---------------------------------------------------------------------------------------------------------------------
-- Jobs, holds, tickets: one that counts at a time.
CREATE UNIQUE INDEX provision_jobs_one_unfinished_per_server ON provision_jobs (server_id) WHERE status IN ('PENDING', 'RUNNING');
ALTER TABLE provision_jobs ADD CONSTRAINT provision_jobs_lease_check CHECK (
  (status = 'RUNNING') = (lease_owner IS NOT NULL AND lease_until IS NOT NULL));
CREATE INDEX provision_jobs_lease ON provision_jobs (lease_until) WHERE status = 'RUNNING';
CREATE UNIQUE INDEX holds_one_active_per_server ON holds (server_id) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX tickets_one_active_per_server_and_type ON tickets (server_id, type) WHERE status IN ('OPEN', 'IN_PROGRESS');
ALTER TABLE ticket_components ADD CONSTRAINT ticket_components_part_check CHECK (
  part_status NOT IN ('RESERVED', 'CONSUMED') OR (spare_part_id IS NOT NULL AND warehouse_id IS NOT NULL));
DROP INDEX grants_user_id_role_datacenter_id_key;
CREATE UNIQUE INDEX grants_user_id_role_datacenter_id_key ON grants (user_id, role, datacenter_id) NULLS NOT DISTINCT;

-- ---------------------------------------------------------------------------------------------------------------------
-- The audit log and the stock ledger are append-only.
CREATE FUNCTION haas_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'HA005';
END $$;
CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE ON audit_log FOR EACH ROW EXECUTE FUNCTION haas_append_only();
CREATE TRIGGER audit_log_no_truncate BEFORE TRUNCATE ON audit_log FOR EACH STATEMENT EXECUTE FUNCTION haas_append_only();
CREATE TRIGGER stock_movements_append_only BEFORE UPDATE OR DELETE ON stock_movements FOR EACH ROW EXECUTE FUNCTION haas_append_only();
CREATE TRIGGER stock_movements_no_truncate BEFORE TRUNCATE ON stock_movements FOR EACH STATEMENT EXECUTE FUNCTION haas_append_only();

-- ---------------------------------------------------------------------------------------------------------------------
-- Telemetry: a partition a month, in a schema of their own. The default partition takes what no month has yet. No
-- foreign key to servers: dropping a partition would have to lock that table.
CREATE SCHEMA telemetry_partitions;
CREATE TABLE telemetry_partitions.events_default PARTITION OF telemetry_events DEFAULT;

-- Makes the months from p_from to p_to; safe to repeat and to run beside itself.
CREATE FUNCTION haas_ensure_telemetry_partitions(p_from date, p_to date) RETURNS int LANGUAGE plpgsql AS $$
DECLARE month date := date_trunc('month', p_from)::date; name text; made int := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('haas_telemetry_partitions'));
  WHILE month <= p_to LOOP
    name := 'events_' || to_char(month, 'YYYY_MM');
    IF to_regclass('telemetry_partitions.' || name) IS NULL THEN
      EXECUTE format('CREATE TABLE telemetry_partitions.%I PARTITION OF public.telemetry_events FOR VALUES FROM (%L) TO (%L)',
        name, month::timestamp AT TIME ZONE 'UTC', (month + interval '1 month')::timestamp AT TIME ZONE 'UTC');
      made := made + 1;
    END IF;
    month := (month + interval '1 month')::date;
  END LOOP;
  RETURN made;
END $$;

-- Drops the months that end at or before p_before, and says which: constant time a month, whatever it held.
CREATE FUNCTION haas_drop_telemetry_before(p_before date) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE part record;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('haas_telemetry_partitions'));
  FOR part IN
    SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'telemetry_partitions' AND c.relkind = 'r' AND c.relname ~ '^events_[0-9]{4}_[0-9]{2}$'
      AND to_date(substr(c.relname, 8), 'YYYY_MM') + interval '1 month' <= p_before
    ORDER BY c.relname
  LOOP
    EXECUTE format('DROP TABLE telemetry_partitions.%I', part.relname);
    RETURN NEXT part.relname;
  END LOOP;
END $$;
SELECT haas_ensure_telemetry_partitions((now() - interval '401 days')::date, (now() + interval '62 days')::date);

-- ---------------------------------------------------------------------------------------------------------------------
-- Counts of servers: deltas appended by statement triggers (no row that two writers share), folded by the worker.
CREATE FUNCTION haas_server_blocked(p_hold uuid, p_high int, p_wipe boolean) RETURNS boolean LANGUAGE sql IMMUTABLE AS
$$ SELECT p_hold IS NOT NULL OR p_high > 0 OR p_wipe $$;

CREATE FUNCTION haas_tally_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO server_tally (datacenter_id, model_id, state, blocked, delta)
  SELECT datacenter_id, model_id, state, haas_server_blocked(hold_id, open_high_tickets, needs_wipe), count(*)
  FROM added GROUP BY 1, 2, 3, 4;
  RETURN NULL;
END $$;
CREATE FUNCTION haas_tally_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO server_tally (datacenter_id, model_id, state, blocked, delta)
  SELECT datacenter_id, model_id, state, haas_server_blocked(hold_id, open_high_tickets, needs_wipe), -count(*)
  FROM removed GROUP BY 1, 2, 3, 4;
  RETURN NULL;
END $$;
CREATE FUNCTION haas_tally_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO server_tally (datacenter_id, model_id, state, blocked, delta)
  SELECT d, m, s, b, sum(n) FROM (
    SELECT datacenter_id d, model_id m, state s, haas_server_blocked(hold_id, open_high_tickets, needs_wipe) b, 1 n FROM added
    UNION ALL
    SELECT datacenter_id, model_id, state, haas_server_blocked(hold_id, open_high_tickets, needs_wipe), -1 FROM removed
  ) change GROUP BY d, m, s, b HAVING sum(n) <> 0;
  RETURN NULL;
END $$;
CREATE TRIGGER servers_tally_insert AFTER INSERT ON servers REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION haas_tally_insert();
CREATE TRIGGER servers_tally_delete AFTER DELETE ON servers REFERENCING OLD TABLE AS removed
  FOR EACH STATEMENT EXECUTE FUNCTION haas_tally_delete();
CREATE TRIGGER servers_tally_update AFTER UPDATE ON servers REFERENCING OLD TABLE AS removed NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION haas_tally_update();

-- Folds all committed deltas into one row a combination. Rows that another fold holds are skipped, so it never waits.
CREATE FUNCTION haas_fold_server_tally() RETURNS int LANGUAGE plpgsql AS $$
DECLARE folded int;
BEGIN
  WITH taken AS (
    DELETE FROM server_tally WHERE id IN (SELECT id FROM server_tally FOR UPDATE SKIP LOCKED)
    RETURNING datacenter_id, model_id, state, blocked, delta
  ), kept AS (
    INSERT INTO server_tally (datacenter_id, model_id, state, blocked, delta)
    SELECT datacenter_id, model_id, state, blocked, sum(delta) FROM taken GROUP BY 1, 2, 3, 4 HAVING sum(delta) <> 0
    RETURNING 1
  )
  SELECT (SELECT count(*) FROM taken) - (SELECT count(*) FROM kept) INTO folded;
  RETURN folded;
END $$;
