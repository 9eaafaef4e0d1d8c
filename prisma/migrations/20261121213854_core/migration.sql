-- Time-ordered UUIDs (version 7), also on servers older than PostgreSQL 18.
CREATE FUNCTION lotse_uuid7() RETURNS uuid
LANGUAGE sql VOLATILE PARALLEL SAFE
AS $$
  SELECT encode(
    set_bit(
      set_bit(
        overlay(uuid_send(gen_random_uuid())
          PLACING substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3)
          FROM 1 FOR 6),
        52, 1),
      53, 1),
    'hex')::uuid
$$;

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('viewer', 'agent', 'manager', 'admin');

-- CreateEnum
CREATE TYPE "CustomerKind" AS ENUM ('person', 'company');

-- CreateEnum
CREATE TYPE "OrderStatus" AS ENUM ('completed', 'cancelled', 'returned');

-- CreateEnum
CREATE TYPE "Direction" AS ENUM ('in', 'out');

-- CreateEnum
CREATE TYPE "ImportStatus" AS ENUM ('queued', 'running', 'done', 'failed', 'undone');

-- CreateTable
CREATE TABLE "user" (
    "id" SERIAL NOT NULL,
    "publicId" UUID NOT NULL DEFAULT lotse_uuid7(),
    "email" VARCHAR(254) NOT NULL,
    "name" VARCHAR(120) NOT NULL,
    "passwordHash" VARCHAR(200),
    "locale" VARCHAR(5),
    "theme" VARCHAR(10),
    "deactivatedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "userId" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "userAgent" VARCHAR(200),

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "password_reset" (
    "tokenHash" BYTEA NOT NULL,
    "userId" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "password_reset_pkey" PRIMARY KEY ("tokenHash")
);

-- CreateTable
CREATE TABLE "throttle" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "throttle_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "workspace" (
    "id" SERIAL NOT NULL,
    "publicId" UUID NOT NULL DEFAULT lotse_uuid7(),
    "slug" VARCHAR(40) NOT NULL,
    "name" VARCHAR(120) NOT NULL,
    "timeZone" VARCHAR(64) NOT NULL DEFAULT 'Europe/Berlin',
    "currency" CHAR(3) NOT NULL DEFAULT 'EUR',
    "locale" VARCHAR(5) NOT NULL DEFAULT 'de',
    "settings" JSONB NOT NULL DEFAULT '{}',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closedAt" TIMESTAMPTZ(3),

    CONSTRAINT "workspace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "workspaceId" INTEGER NOT NULL,
    "userId" INTEGER NOT NULL,
    "role" "Role" NOT NULL,
    "departmentId" INTEGER,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deactivatedAt" TIMESTAMPTZ(3),

    CONSTRAINT "membership_pkey" PRIMARY KEY ("workspaceId","userId")
);

-- CreateTable
CREATE TABLE "invitation" (
    "workspaceId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "publicId" UUID NOT NULL DEFAULT lotse_uuid7(),
    "tokenHash" BYTEA NOT NULL,
    "email" VARCHAR(254) NOT NULL,
    "role" "Role" NOT NULL,
    "invitedById" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "acceptedAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "api_key" (
    "workspaceId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "publicId" UUID NOT NULL DEFAULT lotse_uuid7(),
    "name" VARCHAR(120) NOT NULL,
    "prefix" VARCHAR(20) NOT NULL,
    "keyHash" BYTEA NOT NULL,
    "role" "Role" NOT NULL,
    "createdById" INTEGER,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUsedOn" DATE,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "workspaceId" INTEGER NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actorKind" VARCHAR(20) NOT NULL,
    "actorId" INTEGER,
    "action" VARCHAR(60) NOT NULL,
    "subject" VARCHAR(200),
    "detail" JSONB,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "department" (
    "workspaceId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "key" VARCHAR(60) NOT NULL,
    "name" VARCHAR(120) NOT NULL,
    "translations" JSONB,
    "headName" VARCHAR(120),
    "position" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    "retiredAt" TIMESTAMPTZ(3),
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "department_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "channel" (
    "workspaceId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "key" VARCHAR(60) NOT NULL,
    "name" VARCHAR(120) NOT NULL,
    "translations" JSONB,
    "position" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    "retiredAt" TIMESTAMPTZ(3),
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "channel_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "phase" (
    "workspaceId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "key" VARCHAR(60) NOT NULL,
    "name" VARCHAR(120) NOT NULL,
    "translations" JSONB,
    "parentId" INTEGER,
    "position" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    "retiredAt" TIMESTAMPTZ(3),
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "phase_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "moment_of_truth" (
    "workspaceId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "key" VARCHAR(60) NOT NULL,
    "name" VARCHAR(120) NOT NULL,
    "translations" JSONB,
    "position" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    "retiredAt" TIMESTAMPTZ(3),
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "moment_of_truth_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "product_group" (
    "workspaceId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "key" VARCHAR(60) NOT NULL,
    "name" VARCHAR(120) NOT NULL,
    "translations" JSONB,
    "position" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    "retiredAt" TIMESTAMPTZ(3),
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "product_group_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "product" (
    "workspaceId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "key" VARCHAR(200) NOT NULL,
    "name" VARCHAR(200) NOT NULL,
    "translations" JSONB,
    "productGroupId" INTEGER,
    "priceMinor" BIGINT,
    "importId" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 1,
    "retiredAt" TIMESTAMPTZ(3),
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "product_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "touchpoint" (
    "workspaceId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "publicId" UUID NOT NULL DEFAULT lotse_uuid7(),
    "key" VARCHAR(60) NOT NULL,
    "name" VARCHAR(200) NOT NULL,
    "translations" JSONB,
    "phaseId" INTEGER,
    "channelId" INTEGER,
    "departmentId" INTEGER,
    "productGroupId" INTEGER,
    "momentOfTruthId" INTEGER,
    "ownerUserId" INTEGER,
    "planned" BOOLEAN,
    "state" VARCHAR(20) NOT NULL DEFAULT 'listed',
    "contactsPerMonth" INTEGER,
    "position" INTEGER NOT NULL DEFAULT 0,
    "importId" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 1,
    "retiredAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "touchpoint_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "segment" (
    "workspaceId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "publicId" UUID NOT NULL DEFAULT lotse_uuid7(),
    "key" VARCHAR(60) NOT NULL,
    "name" VARCHAR(120) NOT NULL,
    "translations" JSONB,
    "description" VARCHAR(1000),
    "rule" JSONB NOT NULL,
    "leading" BOOLEAN NOT NULL DEFAULT false,
    "position" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    "retiredAt" TIMESTAMPTZ(3),
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "segment_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "marker" (
    "workspaceId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "publicId" UUID NOT NULL DEFAULT lotse_uuid7(),
    "on" DATE NOT NULL,
    "title" VARCHAR(200) NOT NULL,
    "translations" JSONB,
    "touchpointId" INTEGER,
    "phaseId" INTEGER,
    "segmentId" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "marker_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "customer" (
    "workspaceId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "publicId" UUID NOT NULL DEFAULT lotse_uuid7(),
    "externalId" VARCHAR(200),
    "kind" "CustomerKind" NOT NULL DEFAULT 'person',
    "companyId" INTEGER,
    "name" VARCHAR(200),
    "email" VARCHAR(254),
    "phone" VARCHAR(50),
    "phoneDigits" VARCHAR(20),
    "language" VARCHAR(10),
    "country" VARCHAR(2),
    "joinedOn" DATE,
    "attributes" JSONB NOT NULL DEFAULT '{}',
    "importId" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 1,
    "erasedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "customer_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "order" (
    "workspaceId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "publicId" UUID NOT NULL DEFAULT lotse_uuid7(),
    "externalId" VARCHAR(200),
    "customerId" INTEGER NOT NULL,
    "orderedAt" TIMESTAMPTZ(3) NOT NULL,
    "day" DATE NOT NULL,
    "totalMinor" BIGINT NOT NULL,
    "marginMinor" BIGINT,
    "status" "OrderStatus" NOT NULL DEFAULT 'completed',
    "importId" INTEGER,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "order_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "order_line" (
    "workspaceId" INTEGER NOT NULL,
    "orderId" INTEGER NOT NULL,
    "position" SMALLINT NOT NULL,
    "productId" INTEGER NOT NULL,
    "productGroupId" INTEGER,
    "quantity" DECIMAL(14,4) NOT NULL,
    "amountMinor" BIGINT NOT NULL,

    CONSTRAINT "order_line_pkey" PRIMARY KEY ("workspaceId","orderId","position")
);

-- CreateTable
CREATE TABLE "contract" (
    "workspaceId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "publicId" UUID NOT NULL DEFAULT lotse_uuid7(),
    "externalId" VARCHAR(200),
    "customerId" INTEGER NOT NULL,
    "plan" VARCHAR(200) NOT NULL,
    "startedOn" DATE NOT NULL,
    "endsOn" DATE,
    "cancelledOn" DATE,
    "withdrawnOn" DATE,
    "cancellationReason" VARCHAR(500),
    "involuntary" BOOLEAN NOT NULL DEFAULT false,
    "monthlyRevenueMinor" BIGINT NOT NULL,
    "monthlyMarginMinor" BIGINT,
    "importId" INTEGER,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "contract_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "contact" (
    "workspaceId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "publicId" UUID NOT NULL DEFAULT lotse_uuid7(),
    "externalId" VARCHAR(200),
    "customerId" INTEGER NOT NULL,
    "touchpointId" INTEGER,
    "channelId" INTEGER,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "day" DATE NOT NULL,
    "direction" "Direction" NOT NULL,
    "planned" BOOLEAN,
    "by" VARCHAR(120),
    "outcome" VARCHAR(200),
    "durationSeconds" INTEGER,
    "subject" VARCHAR(500),
    "importId" INTEGER,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "contact_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "phase_move" (
    "workspaceId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "publicId" UUID NOT NULL DEFAULT lotse_uuid7(),
    "customerId" INTEGER NOT NULL,
    "phaseId" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "day" DATE NOT NULL,
    "reason" VARCHAR(500),
    "importId" INTEGER,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "phase_move_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "feedback" (
    "workspaceId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "publicId" UUID NOT NULL DEFAULT lotse_uuid7(),
    "submissionKey" VARCHAR(200) NOT NULL,
    "contentHash" BYTEA NOT NULL,
    "customerId" INTEGER,
    "touchpointId" INTEGER,
    "channelId" INTEGER,
    "productGroupId" INTEGER,
    "occasion" SMALLINT NOT NULL,
    "technique" SMALLINT NOT NULL,
    "anonymous" BOOLEAN NOT NULL DEFAULT false,
    "answeredAt" TIMESTAMPTZ(3) NOT NULL,
    "day" DATE NOT NULL,
    "comment" TEXT,
    "language" VARCHAR(10),
    "notedByUserId" INTEGER,
    "importId" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "feedback_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "answer" (
    "workspaceId" INTEGER NOT NULL,
    "feedbackId" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "customerId" INTEGER,
    "touchpointId" INTEGER,
    "channelId" INTEGER,
    "productGroupId" INTEGER,
    "position" SMALLINT NOT NULL,
    "metric" SMALLINT NOT NULL,
    "scale" SMALLINT NOT NULL,
    "dimension" SMALLINT NOT NULL,
    "occasion" SMALLINT NOT NULL,
    "technique" SMALLINT NOT NULL,
    "score" SMALLINT,
    "reason" SMALLINT,
    "hasComment" BOOLEAN NOT NULL,

    CONSTRAINT "answer_pkey" PRIMARY KEY ("workspaceId","feedbackId","position")
);

-- CreateTable
CREATE TABLE "stored_file" (
    "workspaceId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "name" VARCHAR(255) NOT NULL,
    "bytes" BIGINT NOT NULL,
    "sha256" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stored_file_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "file_chunk" (
    "workspaceId" INTEGER NOT NULL,
    "fileId" INTEGER NOT NULL,
    "offset" BIGINT NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "file_chunk_pkey" PRIMARY KEY ("workspaceId","fileId","offset")
);

-- CreateTable
CREATE TABLE "import" (
    "workspaceId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "publicId" UUID NOT NULL DEFAULT lotse_uuid7(),
    "kind" VARCHAR(20) NOT NULL,
    "fileId" INTEGER NOT NULL,
    "mapping" JSONB NOT NULL,
    "options" JSONB NOT NULL,
    "status" "ImportStatus" NOT NULL DEFAULT 'queued',
    "checkpoint" JSONB,
    "lines" INTEGER NOT NULL DEFAULT 0,
    "created" INTEGER NOT NULL DEFAULT 0,
    "updated" INTEGER NOT NULL DEFAULT 0,
    "unchanged" INTEGER NOT NULL DEFAULT 0,
    "duplicate" INTEGER NOT NULL DEFAULT 0,
    "rejected" INTEGER NOT NULL DEFAULT 0,
    "skipped" INTEGER NOT NULL DEFAULT 0,
    "warnings" JSONB NOT NULL DEFAULT '[]',
    "failure" VARCHAR(1000),
    "startedById" INTEGER,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "import_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "import_error" (
    "workspaceId" INTEGER NOT NULL,
    "importId" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "position" SMALLINT NOT NULL,
    "column" VARCHAR(200) NOT NULL,
    "value" VARCHAR(200) NOT NULL,
    "reason" VARCHAR(500) NOT NULL,

    CONSTRAINT "import_error_pkey" PRIMARY KEY ("workspaceId","importId","line","position")
);

-- CreateIndex
CREATE UNIQUE INDEX "user_publicId_key" ON "user"("publicId");

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE INDEX "session_userId_idx" ON "session"("userId");

-- CreateIndex
CREATE INDEX "password_reset_userId_idx" ON "password_reset"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "workspace_publicId_key" ON "workspace"("publicId");

-- CreateIndex
CREATE UNIQUE INDEX "workspace_slug_key" ON "workspace"("slug");

-- CreateIndex
CREATE INDEX "membership_userId_idx" ON "membership"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_publicId_key" ON "invitation"("publicId");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_tokenHash_key" ON "invitation"("tokenHash");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_publicId_key" ON "api_key"("publicId");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_keyHash_key" ON "api_key"("keyHash");

-- CreateIndex
CREATE INDEX "audit_entry_workspaceId_at_idx" ON "audit_entry"("workspaceId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "department_workspaceId_key_key" ON "department"("workspaceId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "channel_workspaceId_key_key" ON "channel"("workspaceId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "phase_workspaceId_key_key" ON "phase"("workspaceId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "moment_of_truth_workspaceId_key_key" ON "moment_of_truth"("workspaceId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "product_group_workspaceId_key_key" ON "product_group"("workspaceId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "product_workspaceId_key_key" ON "product"("workspaceId", "key");

-- CreateIndex
CREATE INDEX "touchpoint_workspaceId_updatedAt_id_idx" ON "touchpoint"("workspaceId", "updatedAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "touchpoint_workspaceId_key_key" ON "touchpoint"("workspaceId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "touchpoint_workspaceId_publicId_key" ON "touchpoint"("workspaceId", "publicId");

-- CreateIndex
CREATE UNIQUE INDEX "segment_workspaceId_key_key" ON "segment"("workspaceId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "segment_workspaceId_publicId_key" ON "segment"("workspaceId", "publicId");

-- CreateIndex
CREATE INDEX "marker_workspaceId_on_idx" ON "marker"("workspaceId", "on");

-- CreateIndex
CREATE UNIQUE INDEX "marker_workspaceId_publicId_key" ON "marker"("workspaceId", "publicId");

-- CreateIndex
CREATE INDEX "customer_workspaceId_updatedAt_id_idx" ON "customer"("workspaceId", "updatedAt", "id");

-- CreateIndex
CREATE INDEX "customer_workspaceId_companyId_idx" ON "customer"("workspaceId", "companyId");

-- CreateIndex
CREATE INDEX "customer_workspaceId_email_idx" ON "customer"("workspaceId", "email");

-- CreateIndex
CREATE INDEX "customer_workspaceId_phoneDigits_idx" ON "customer"("workspaceId", "phoneDigits");

-- CreateIndex
CREATE UNIQUE INDEX "customer_workspaceId_publicId_key" ON "customer"("workspaceId", "publicId");

-- CreateIndex
CREATE UNIQUE INDEX "customer_workspaceId_externalId_key" ON "customer"("workspaceId", "externalId");

-- CreateIndex
CREATE INDEX "order_workspaceId_customerId_day_idx" ON "order"("workspaceId", "customerId", "day");

-- CreateIndex
CREATE INDEX "order_workspaceId_day_idx" ON "order"("workspaceId", "day");

-- CreateIndex
CREATE INDEX "order_workspaceId_updatedAt_id_idx" ON "order"("workspaceId", "updatedAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "order_workspaceId_publicId_key" ON "order"("workspaceId", "publicId");

-- CreateIndex
CREATE UNIQUE INDEX "order_workspaceId_externalId_key" ON "order"("workspaceId", "externalId");

-- CreateIndex
CREATE INDEX "order_line_workspaceId_productId_idx" ON "order_line"("workspaceId", "productId");

-- CreateIndex
CREATE INDEX "contract_workspaceId_customerId_idx" ON "contract"("workspaceId", "customerId");

-- CreateIndex
CREATE INDEX "contract_workspaceId_startedOn_endsOn_idx" ON "contract"("workspaceId", "startedOn", "endsOn");

-- CreateIndex
CREATE INDEX "contract_workspaceId_updatedAt_id_idx" ON "contract"("workspaceId", "updatedAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "contract_workspaceId_publicId_key" ON "contract"("workspaceId", "publicId");

-- CreateIndex
CREATE UNIQUE INDEX "contract_workspaceId_externalId_key" ON "contract"("workspaceId", "externalId");

-- CreateIndex
CREATE INDEX "contact_workspaceId_customerId_day_idx" ON "contact"("workspaceId", "customerId", "day");

-- CreateIndex
CREATE INDEX "contact_workspaceId_updatedAt_id_idx" ON "contact"("workspaceId", "updatedAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "contact_workspaceId_publicId_key" ON "contact"("workspaceId", "publicId");

-- CreateIndex
CREATE UNIQUE INDEX "contact_workspaceId_externalId_key" ON "contact"("workspaceId", "externalId");

-- CreateIndex
CREATE INDEX "phase_move_workspaceId_customerId_day_idx" ON "phase_move"("workspaceId", "customerId", "day");

-- CreateIndex
CREATE INDEX "phase_move_workspaceId_phaseId_day_idx" ON "phase_move"("workspaceId", "phaseId", "day");

-- CreateIndex
CREATE UNIQUE INDEX "phase_move_workspaceId_publicId_key" ON "phase_move"("workspaceId", "publicId");

-- CreateIndex
CREATE INDEX "feedback_workspaceId_answeredAt_id_idx" ON "feedback"("workspaceId", "answeredAt", "id");

-- CreateIndex
CREATE INDEX "feedback_workspaceId_customerId_answeredAt_idx" ON "feedback"("workspaceId", "customerId", "answeredAt");

-- CreateIndex
CREATE INDEX "feedback_workspaceId_updatedAt_id_idx" ON "feedback"("workspaceId", "updatedAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "feedback_workspaceId_publicId_key" ON "feedback"("workspaceId", "publicId");

-- CreateIndex
CREATE UNIQUE INDEX "feedback_workspaceId_submissionKey_key" ON "feedback"("workspaceId", "submissionKey");

-- CreateIndex
CREATE INDEX "answer_workspaceId_touchpointId_metric_day_idx" ON "answer"("workspaceId", "touchpointId", "metric", "day");

-- CreateIndex
CREATE INDEX "answer_workspaceId_customerId_idx" ON "answer"("workspaceId", "customerId");

-- CreateIndex
CREATE UNIQUE INDEX "import_workspaceId_publicId_key" ON "import"("workspaceId", "publicId");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "password_reset" ADD CONSTRAINT "password_reset_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_workspaceId_departmentId_fkey" FOREIGN KEY ("workspaceId", "departmentId") REFERENCES "department"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "phase" ADD CONSTRAINT "phase_workspaceId_parentId_fkey" FOREIGN KEY ("workspaceId", "parentId") REFERENCES "phase"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "product" ADD CONSTRAINT "product_workspaceId_productGroupId_fkey" FOREIGN KEY ("workspaceId", "productGroupId") REFERENCES "product_group"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "touchpoint" ADD CONSTRAINT "touchpoint_workspaceId_phaseId_fkey" FOREIGN KEY ("workspaceId", "phaseId") REFERENCES "phase"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "touchpoint" ADD CONSTRAINT "touchpoint_workspaceId_channelId_fkey" FOREIGN KEY ("workspaceId", "channelId") REFERENCES "channel"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "touchpoint" ADD CONSTRAINT "touchpoint_workspaceId_departmentId_fkey" FOREIGN KEY ("workspaceId", "departmentId") REFERENCES "department"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "touchpoint" ADD CONSTRAINT "touchpoint_workspaceId_productGroupId_fkey" FOREIGN KEY ("workspaceId", "productGroupId") REFERENCES "product_group"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "touchpoint" ADD CONSTRAINT "touchpoint_workspaceId_momentOfTruthId_fkey" FOREIGN KEY ("workspaceId", "momentOfTruthId") REFERENCES "moment_of_truth"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "marker" ADD CONSTRAINT "marker_workspaceId_touchpointId_fkey" FOREIGN KEY ("workspaceId", "touchpointId") REFERENCES "touchpoint"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "marker" ADD CONSTRAINT "marker_workspaceId_phaseId_fkey" FOREIGN KEY ("workspaceId", "phaseId") REFERENCES "phase"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "marker" ADD CONSTRAINT "marker_workspaceId_segmentId_fkey" FOREIGN KEY ("workspaceId", "segmentId") REFERENCES "segment"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "customer" ADD CONSTRAINT "customer_workspaceId_companyId_fkey" FOREIGN KEY ("workspaceId", "companyId") REFERENCES "customer"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "order" ADD CONSTRAINT "order_workspaceId_customerId_fkey" FOREIGN KEY ("workspaceId", "customerId") REFERENCES "customer"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_workspaceId_orderId_fkey" FOREIGN KEY ("workspaceId", "orderId") REFERENCES "order"("workspaceId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_workspaceId_productId_fkey" FOREIGN KEY ("workspaceId", "productId") REFERENCES "product"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_workspaceId_productGroupId_fkey" FOREIGN KEY ("workspaceId", "productGroupId") REFERENCES "product_group"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "contract" ADD CONSTRAINT "contract_workspaceId_customerId_fkey" FOREIGN KEY ("workspaceId", "customerId") REFERENCES "customer"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "contact" ADD CONSTRAINT "contact_workspaceId_customerId_fkey" FOREIGN KEY ("workspaceId", "customerId") REFERENCES "customer"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "contact" ADD CONSTRAINT "contact_workspaceId_touchpointId_fkey" FOREIGN KEY ("workspaceId", "touchpointId") REFERENCES "touchpoint"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "contact" ADD CONSTRAINT "contact_workspaceId_channelId_fkey" FOREIGN KEY ("workspaceId", "channelId") REFERENCES "channel"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "phase_move" ADD CONSTRAINT "phase_move_workspaceId_customerId_fkey" FOREIGN KEY ("workspaceId", "customerId") REFERENCES "customer"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "phase_move" ADD CONSTRAINT "phase_move_workspaceId_phaseId_fkey" FOREIGN KEY ("workspaceId", "phaseId") REFERENCES "phase"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_workspaceId_customerId_fkey" FOREIGN KEY ("workspaceId", "customerId") REFERENCES "customer"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_workspaceId_touchpointId_fkey" FOREIGN KEY ("workspaceId", "touchpointId") REFERENCES "touchpoint"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_workspaceId_channelId_fkey" FOREIGN KEY ("workspaceId", "channelId") REFERENCES "channel"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_workspaceId_productGroupId_fkey" FOREIGN KEY ("workspaceId", "productGroupId") REFERENCES "product_group"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "answer" ADD CONSTRAINT "answer_workspaceId_feedbackId_fkey" FOREIGN KEY ("workspaceId", "feedbackId") REFERENCES "feedback"("workspaceId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "answer" ADD CONSTRAINT "answer_workspaceId_customerId_fkey" FOREIGN KEY ("workspaceId", "customerId") REFERENCES "customer"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "answer" ADD CONSTRAINT "answer_workspaceId_touchpointId_fkey" FOREIGN KEY ("workspaceId", "touchpointId") REFERENCES "touchpoint"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "answer" ADD CONSTRAINT "answer_workspaceId_channelId_fkey" FOREIGN KEY ("workspaceId", "channelId") REFERENCES "channel"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "answer" ADD CONSTRAINT "answer_workspaceId_productGroupId_fkey" FOREIGN KEY ("workspaceId", "productGroupId") REFERENCES "product_group"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "file_chunk" ADD CONSTRAINT "file_chunk_workspaceId_fileId_fkey" FOREIGN KEY ("workspaceId", "fileId") REFERENCES "stored_file"("workspaceId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "import" ADD CONSTRAINT "import_workspaceId_fileId_fkey" FOREIGN KEY ("workspaceId", "fileId") REFERENCES "stored_file"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "import_error" ADD CONSTRAINT "import_error_workspaceId_importId_fkey" FOREIGN KEY ("workspaceId", "importId") REFERENCES "import"("workspaceId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- ───────────── what the schema file cannot say ─────────────

-- Scores are counted from this index alone: everything a slice filters by is in it.
CREATE INDEX "answer_slice_idx" ON "answer" ("workspaceId", "metric", "day")
  INCLUDE ("scale", "dimension", "occasion", "technique", "score", "touchpointId", "channelId", "customerId", "feedbackId", "hasComment");

ALTER TABLE "workspace" ADD CONSTRAINT "workspace_slug_check" CHECK ("slug" ~ '^[a-z0-9-]{2,40}$');
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_anonymous_check" CHECK (NOT ("anonymous" AND "customerId" IS NOT NULL));
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_codes_check" CHECK ("occasion" BETWEEN 1 AND 2 AND "technique" BETWEEN 1 AND 8);
ALTER TABLE "answer" ADD CONSTRAINT "answer_codes_check" CHECK ("metric" BETWEEN 1 AND 5 AND "scale" BETWEEN 1 AND 14 AND "dimension" BETWEEN 1 AND 7);
ALTER TABLE "answer" ADD CONSTRAINT "answer_score_check" CHECK ("score" BETWEEN -2 AND 10 AND ("score" IS NULL) = ("reason" IS NOT NULL));
ALTER TABLE "contract" ADD CONSTRAINT "contract_days_check" CHECK ("endsOn" IS NULL OR "endsOn" >= "startedOn" - 1);

-- ───────────── the last lock: row-level security ─────────────

-- One call protects one table; migrations that add tenant tables call it too.
CREATE FUNCTION lotse_protect(table_name text) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', table_name);
  EXECUTE format(
    'CREATE POLICY workspace_only ON %I '
    'USING ("workspaceId" = nullif(current_setting(''app.workspace'', true), '''')::int) '
    'WITH CHECK ("workspaceId" = nullif(current_setting(''app.workspace'', true), '''')::int)',
    table_name);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO lotse_app', table_name);
END
$$;
REVOKE ALL ON FUNCTION lotse_protect(text) FROM PUBLIC;

SELECT lotse_protect(c.table_name::text)
FROM information_schema.columns c
JOIN information_schema.tables t USING (table_schema, table_name)
WHERE c.table_schema = current_schema() AND c.column_name = 'workspaceId' AND t.table_type = 'BASE TABLE';

ALTER TABLE "workspace" ENABLE ROW LEVEL SECURITY;
CREATE POLICY workspace_only ON "workspace"
  USING ("id" = nullif(current_setting('app.workspace', true), '')::int)
  WITH CHECK ("id" = nullif(current_setting('app.workspace', true), '')::int);
GRANT SELECT, INSERT, UPDATE ON "workspace" TO lotse_app;

-- People, their sessions and the counters of the throttle belong to no workspace; only lib/auth reads them.
GRANT SELECT, INSERT, UPDATE, DELETE ON "user", "session", "password_reset", "throttle" TO lotse_app;

-- The audit log can be written and read, not changed.
REVOKE UPDATE, DELETE ON "audit_entry" FROM lotse_app;

GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO lotse_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO lotse_app;

-- ───────────── what admission has to know before there is a workspace ─────────────

CREATE FUNCTION auth_memberships(person int)
RETURNS TABLE ("workspaceId" int, "slug" text, "workspaceName" text, "timeZone" text, "currency" text, "workspaceLocale" text, "role" text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT w."id", w."slug"::text, w."name"::text, w."timeZone"::text, w."currency"::text, w."locale"::text, m."role"::text
  FROM membership m
  JOIN workspace w ON w."id" = m."workspaceId"
  JOIN "user" u ON u."id" = m."userId"
  WHERE m."userId" = person AND m."deactivatedAt" IS NULL AND u."deactivatedAt" IS NULL AND w."closedAt" IS NULL
  ORDER BY w."name", w."id"
$$;

CREATE FUNCTION auth_api_key(hash bytea)
RETURNS TABLE ("workspaceId" int, "slug" text, "workspaceName" text, "timeZone" text, "currency" text, "workspaceLocale" text, "role" text, "keyId" int, "keyName" text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  -- Once a day is enough to see which keys are still in use; a write per request would not be.
  UPDATE api_key k SET "lastUsedOn" = current_date
  WHERE k."keyHash" = hash AND k."revokedAt" IS NULL AND k."lastUsedOn" IS DISTINCT FROM current_date;
  RETURN QUERY
    SELECT w."id", w."slug"::text, w."name"::text, w."timeZone"::text, w."currency"::text, w."locale"::text, k."role"::text, k."id", k."name"::text
    FROM api_key k JOIN workspace w ON w."id" = k."workspaceId"
    WHERE k."keyHash" = hash AND k."revokedAt" IS NULL AND w."closedAt" IS NULL;
END
$$;

CREATE FUNCTION auth_workspace(wanted int)
RETURNS TABLE ("workspaceId" int, "slug" text, "workspaceName" text, "timeZone" text, "currency" text, "workspaceLocale" text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT w."id", w."slug"::text, w."name"::text, w."timeZone"::text, w."currency"::text, w."locale"::text
  FROM workspace w WHERE w."id" = wanted AND w."closedAt" IS NULL
$$;

CREATE FUNCTION auth_workspace_by_slug(wanted text)
RETURNS int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT w."id" FROM workspace w WHERE w."slug" = wanted $$;

CREATE FUNCTION auth_invitation(hash bytea)
RETURNS TABLE ("workspaceId" int, "invitationId" int, "workspaceName" text, "slug" text, "email" text, "role" text, "expiresAt" timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT i."workspaceId", i."id", w."name"::text, w."slug"::text, i."email"::text, i."role"::text, i."expiresAt"
  FROM invitation i JOIN workspace w ON w."id" = i."workspaceId"
  WHERE i."tokenHash" = hash AND i."acceptedAt" IS NULL AND i."revokedAt" IS NULL AND i."expiresAt" > now() AND w."closedAt" IS NULL
$$;

-- ───────────── jobs: written in the caller's transaction ─────────────

-- The queue's own tables are closed to the application. The workspace comes from the transaction, not from the caller.
CREATE FUNCTION lotse_add_job(task text, input json, job_key text DEFAULT NULL)
RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  workspace int := nullif(current_setting('app.workspace', true), '')::int;
BEGIN
  IF workspace IS NULL THEN
    RAISE EXCEPTION 'a job belongs to a workspace';
  END IF;
  PERFORM graphile_worker.add_job(
    task,
    json_build_object('workspaceId', workspace, 'input', input),
    job_key => CASE WHEN job_key IS NULL THEN NULL ELSE workspace || ':' || job_key END,
    max_attempts => 5
  );
END
$$;

REVOKE ALL ON FUNCTION auth_memberships(int), auth_api_key(bytea), auth_workspace(int), auth_workspace_by_slug(text), auth_invitation(bytea), lotse_add_job(text, json, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION auth_memberships(int), auth_api_key(bytea), auth_workspace(int), auth_workspace_by_slug(text), auth_invitation(bytea), lotse_add_job(text, json, text) TO lotse_app;

-- Readiness is asked by the application's role, which has no business in the migrations' own table.
CREATE FUNCTION lotse_has_migration(wanted text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT EXISTS (
    SELECT 1 FROM _prisma_migrations
    WHERE migration_name = wanted AND finished_at IS NOT NULL AND rolled_back_at IS NULL)
$$;
REVOKE ALL ON FUNCTION lotse_has_migration(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lotse_has_migration(text) TO lotse_app;
