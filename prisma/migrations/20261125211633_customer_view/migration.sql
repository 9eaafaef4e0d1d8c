-- AlterTable
ALTER TABLE "membership" ADD COLUMN     "mondayMail" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "expectation" (
    "workspaceId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "publicId" UUID NOT NULL DEFAULT lotse_uuid7(),
    "segmentId" INTEGER,
    "touchpointId" INTEGER,
    "metric" SMALLINT NOT NULL,
    "scale" SMALLINT NOT NULL,
    "expected" DECIMAL(6,3),
    "importance" DECIMAL(4,2),
    "validFrom" DATE NOT NULL,
    "source" VARCHAR(200),
    "setByUserId" INTEGER,
    "importId" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "expectation_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "promise" (
    "workspaceId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "publicId" UUID NOT NULL DEFAULT lotse_uuid7(),
    "touchpointId" INTEGER NOT NULL,
    "segmentId" INTEGER,
    "text" VARCHAR(500) NOT NULL,
    "saidWhere" VARCHAR(200),
    "howMuch" VARCHAR(120),
    "translations" JSONB,
    "version" INTEGER NOT NULL DEFAULT 1,
    "retiredAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "promise_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "promise_count" (
    "workspaceId" INTEGER NOT NULL,
    "promiseId" INTEGER NOT NULL,
    "fromOn" DATE NOT NULL,
    "toOn" DATE NOT NULL,
    "kept" INTEGER NOT NULL,
    "cases" INTEGER NOT NULL,

    CONSTRAINT "promise_count_pkey" PRIMARY KEY ("workspaceId","promiseId","fromOn")
);

-- CreateTable
CREATE TABLE "need_statement" (
    "workspaceId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "publicId" UUID NOT NULL DEFAULT lotse_uuid7(),
    "kind" VARCHAR(20) NOT NULL,
    "text" VARCHAR(1000) NOT NULL,
    "translations" JSONB,
    "segmentId" INTEGER,
    "personaId" INTEGER,
    "customerId" INTEGER,
    "feedbackId" INTEGER,
    "source" VARCHAR(200),
    "on" DATE NOT NULL,
    "notedByUserId" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 1,
    "retiredAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "need_statement_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "persona" (
    "workspaceId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "publicId" UUID NOT NULL DEFAULT lotse_uuid7(),
    "key" VARCHAR(60) NOT NULL,
    "name" VARCHAR(120) NOT NULL,
    "segmentId" INTEGER,
    "who" VARCHAR(1000),
    "needs" VARCHAR(2000),
    "quote" VARCHAR(1000),
    "quoteFeedbackId" INTEGER,
    "translations" JSONB,
    "position" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    "retiredAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "persona_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "persona_touchpoint" (
    "workspaceId" INTEGER NOT NULL,
    "personaId" INTEGER NOT NULL,
    "touchpointId" INTEGER NOT NULL,

    CONSTRAINT "persona_touchpoint_pkey" PRIMARY KEY ("workspaceId","personaId","touchpointId")
);

-- CreateTable
CREATE TABLE "brand_value" (
    "workspaceId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "publicId" UUID NOT NULL DEFAULT lotse_uuid7(),
    "key" VARCHAR(60) NOT NULL,
    "name" VARCHAR(200) NOT NULL,
    "translations" JSONB,
    "position" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    "retiredAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "brand_value_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "brand_rating" (
    "workspaceId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "publicId" UUID NOT NULL DEFAULT lotse_uuid7(),
    "touchpointId" INTEGER NOT NULL,
    "brandValueId" INTEGER,
    "on" DATE NOT NULL,
    "by" VARCHAR(20) NOT NULL,
    "score" DECIMAL(4,3) NOT NULL,
    "n" INTEGER NOT NULL DEFAULT 1,
    "note" VARCHAR(2000),
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "brand_rating_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "phase_page" (
    "workspaceId" INTEGER NOT NULL,
    "phaseId" INTEGER NOT NULL,
    "moves" VARCHAR(2000),
    "knows" VARCHAR(2000),
    "hopes" VARCHAR(2000),
    "needs" VARCHAR(2000),
    "translations" JSONB,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "phase_page_pkey" PRIMARY KEY ("workspaceId","phaseId")
);

-- CreateTable
CREATE TABLE "goal" (
    "workspaceId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "publicId" UUID NOT NULL DEFAULT lotse_uuid7(),
    "phaseId" INTEGER NOT NULL,
    "text" VARCHAR(500) NOT NULL,
    "kpi" VARCHAR(120),
    "kpiWords" VARCHAR(300),
    "translations" JSONB,
    "target" DECIMAL(12,4),
    "targetOn" DATE,
    "position" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    "retiredAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "goal_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "weak_point" (
    "workspaceId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "publicId" UUID NOT NULL DEFAULT lotse_uuid7(),
    "phaseId" INTEGER NOT NULL,
    "touchpointId" INTEGER,
    "text" VARCHAR(500) NOT NULL,
    "evidence" VARCHAR(1000),
    "translations" JSONB,
    "state" VARCHAR(20) NOT NULL DEFAULT 'suspected',
    "namedBy" INTEGER,
    "askedOf" INTEGER,
    "decidedOn" DATE,
    "position" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    "retiredAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "weak_point_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "finding" (
    "workspaceId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "publicId" UUID NOT NULL DEFAULT lotse_uuid7(),
    "sentence" VARCHAR(1000) NOT NULL,
    "page" VARCHAR(60) NOT NULL,
    "query" VARCHAR(4000) NOT NULL,
    "weakPointId" INTEGER,
    "touchpointId" INTEGER,
    "createdById" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 1,
    "retiredAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "finding_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "finding_department" (
    "workspaceId" INTEGER NOT NULL,
    "findingId" INTEGER NOT NULL,
    "departmentId" INTEGER NOT NULL,
    "seenAt" TIMESTAMPTZ(3),

    CONSTRAINT "finding_department_pkey" PRIMARY KEY ("workspaceId","findingId","departmentId")
);

-- CreateTable
CREATE TABLE "measure" (
    "workspaceId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "publicId" UUID NOT NULL DEFAULT lotse_uuid7(),
    "key" VARCHAR(60),
    "name" VARCHAR(200) NOT NULL,
    "description" VARCHAR(4000),
    "firstStep" VARCHAR(500),
    "kpiWords" VARCHAR(300),
    "translations" JSONB,
    "phaseId" INTEGER NOT NULL,
    "touchpointId" INTEGER,
    "segmentId" INTEGER,
    "departmentId" INTEGER,
    "goalId" INTEGER,
    "findingId" INTEGER,
    "ownerUserId" INTEGER,
    "ownerName" VARCHAR(120),
    "kpi" JSONB,
    "comparison" JSONB,
    "startValue" DECIMAL(12,4),
    "target" DECIMAL(12,4),
    "startsOn" DATE,
    "endsOn" DATE,
    "targetOn" DATE,
    "budgetMinor" BIGINT,
    "state" VARCHAR(20) NOT NULL DEFAULT 'proposed',
    "correctsId" INTEGER,
    "position" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    "retiredAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "measure_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "measure_effort" (
    "workspaceId" INTEGER NOT NULL,
    "measureId" INTEGER NOT NULL,
    "departmentId" INTEGER NOT NULL,
    "personDays" DECIMAL(8,1) NOT NULL,

    CONSTRAINT "measure_effort_pkey" PRIMARY KEY ("workspaceId","measureId","departmentId")
);

-- CreateTable
CREATE TABLE "journey" (
    "workspaceId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "publicId" UUID NOT NULL DEFAULT lotse_uuid7(),
    "name" VARCHAR(120) NOT NULL,
    "translations" JSONB,
    "personaId" INTEGER,
    "segmentId" INTEGER,
    "position" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    "retiredAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "journey_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "journey_note" (
    "workspaceId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "publicId" UUID NOT NULL DEFAULT lotse_uuid7(),
    "journeyId" INTEGER NOT NULL,
    "phaseId" INTEGER NOT NULL,
    "lane" VARCHAR(20) NOT NULL,
    "side" VARCHAR(10) NOT NULL DEFAULT 'as-is',
    "text" VARCHAR(500) NOT NULL,
    "translations" JSONB,
    "position" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "journey_note_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "journey_card" (
    "workspaceId" INTEGER NOT NULL,
    "journeyId" INTEGER NOT NULL,
    "touchpointId" INTEGER NOT NULL,
    "side" VARCHAR(10) NOT NULL DEFAULT 'as-is',
    "phaseId" INTEGER NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "hidden" BOOLEAN NOT NULL DEFAULT false,
    "mood" DECIMAL(4,2),

    CONSTRAINT "journey_card_pkey" PRIMARY KEY ("workspaceId","journeyId","side","touchpointId")
);

-- CreateTable
CREATE TABLE "information_need" (
    "workspaceId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "publicId" UUID NOT NULL DEFAULT lotse_uuid7(),
    "phaseId" INTEGER NOT NULL,
    "text" VARCHAR(500) NOT NULL,
    "translations" JSONB,
    "position" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    "retiredAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "information_need_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "information_offer" (
    "workspaceId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "publicId" UUID NOT NULL DEFAULT lotse_uuid7(),
    "needId" INTEGER NOT NULL,
    "kind" VARCHAR(10) NOT NULL,
    "name" VARCHAR(200) NOT NULL,
    "address" VARCHAR(500),
    "translations" JSONB,
    "touchpointId" INTEGER,
    "departmentId" INTEGER,
    "position" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "information_offer_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "planned_contact" (
    "workspaceId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "publicId" UUID NOT NULL DEFAULT lotse_uuid7(),
    "segmentId" INTEGER,
    "customerId" INTEGER,
    "touchpointId" INTEGER,
    "channelId" INTEGER,
    "departmentId" INTEGER,
    "on" DATE NOT NULL,
    "repeats" VARCHAR(10) NOT NULL DEFAULT 'none',
    "purpose" VARCHAR(300) NOT NULL,
    "feeling" VARCHAR(300),
    "who" VARCHAR(120),
    "words" VARCHAR(2000),
    "translations" JSONB,
    "state" VARCHAR(10) NOT NULL DEFAULT 'planned',
    "outcome" VARCHAR(1000),
    "doneOn" DATE,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "planned_contact_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "share_link" (
    "workspaceId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "publicId" UUID NOT NULL DEFAULT lotse_uuid7(),
    "tokenHash" BYTEA NOT NULL,
    "name" VARCHAR(120) NOT NULL,
    "page" VARCHAR(60) NOT NULL,
    "query" VARCHAR(4000) NOT NULL,
    "minimumN" INTEGER NOT NULL DEFAULT 5,
    "withComments" BOOLEAN NOT NULL DEFAULT false,
    "createdById" INTEGER,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),
    "lastUsedOn" DATE,

    CONSTRAINT "share_link_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateIndex
CREATE INDEX "expectation_workspaceId_touchpointId_validFrom_idx" ON "expectation"("workspaceId", "touchpointId", "validFrom");

-- CreateIndex
CREATE UNIQUE INDEX "expectation_workspaceId_publicId_key" ON "expectation"("workspaceId", "publicId");

-- CreateIndex
CREATE UNIQUE INDEX "promise_workspaceId_publicId_key" ON "promise"("workspaceId", "publicId");

-- CreateIndex
CREATE INDEX "need_statement_workspaceId_customerId_idx" ON "need_statement"("workspaceId", "customerId");

-- CreateIndex
CREATE UNIQUE INDEX "need_statement_workspaceId_publicId_key" ON "need_statement"("workspaceId", "publicId");

-- CreateIndex
CREATE UNIQUE INDEX "persona_workspaceId_publicId_key" ON "persona"("workspaceId", "publicId");

-- CreateIndex
CREATE UNIQUE INDEX "persona_workspaceId_key_key" ON "persona"("workspaceId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "brand_value_workspaceId_publicId_key" ON "brand_value"("workspaceId", "publicId");

-- CreateIndex
CREATE UNIQUE INDEX "brand_value_workspaceId_key_key" ON "brand_value"("workspaceId", "key");

-- CreateIndex
CREATE INDEX "brand_rating_workspaceId_touchpointId_on_idx" ON "brand_rating"("workspaceId", "touchpointId", "on");

-- CreateIndex
CREATE UNIQUE INDEX "brand_rating_workspaceId_publicId_key" ON "brand_rating"("workspaceId", "publicId");

-- CreateIndex
CREATE UNIQUE INDEX "goal_workspaceId_publicId_key" ON "goal"("workspaceId", "publicId");

-- CreateIndex
CREATE UNIQUE INDEX "weak_point_workspaceId_publicId_key" ON "weak_point"("workspaceId", "publicId");

-- CreateIndex
CREATE UNIQUE INDEX "finding_workspaceId_publicId_key" ON "finding"("workspaceId", "publicId");

-- CreateIndex
CREATE UNIQUE INDEX "measure_workspaceId_publicId_key" ON "measure"("workspaceId", "publicId");

-- CreateIndex
CREATE UNIQUE INDEX "measure_workspaceId_key_key" ON "measure"("workspaceId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "journey_workspaceId_publicId_key" ON "journey"("workspaceId", "publicId");

-- CreateIndex
CREATE INDEX "journey_note_workspaceId_journeyId_idx" ON "journey_note"("workspaceId", "journeyId");

-- CreateIndex
CREATE UNIQUE INDEX "journey_note_workspaceId_publicId_key" ON "journey_note"("workspaceId", "publicId");

-- CreateIndex
CREATE UNIQUE INDEX "information_need_workspaceId_publicId_key" ON "information_need"("workspaceId", "publicId");

-- CreateIndex
CREATE UNIQUE INDEX "information_offer_workspaceId_publicId_key" ON "information_offer"("workspaceId", "publicId");

-- CreateIndex
CREATE INDEX "planned_contact_workspaceId_on_idx" ON "planned_contact"("workspaceId", "on");

-- CreateIndex
CREATE UNIQUE INDEX "planned_contact_workspaceId_publicId_key" ON "planned_contact"("workspaceId", "publicId");

-- CreateIndex
CREATE UNIQUE INDEX "share_link_tokenHash_key" ON "share_link"("tokenHash");

-- CreateIndex
CREATE UNIQUE INDEX "share_link_workspaceId_publicId_key" ON "share_link"("workspaceId", "publicId");

-- AddForeignKey
ALTER TABLE "expectation" ADD CONSTRAINT "expectation_workspaceId_segmentId_fkey" FOREIGN KEY ("workspaceId", "segmentId") REFERENCES "segment"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "expectation" ADD CONSTRAINT "expectation_workspaceId_touchpointId_fkey" FOREIGN KEY ("workspaceId", "touchpointId") REFERENCES "touchpoint"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "promise" ADD CONSTRAINT "promise_workspaceId_touchpointId_fkey" FOREIGN KEY ("workspaceId", "touchpointId") REFERENCES "touchpoint"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "promise" ADD CONSTRAINT "promise_workspaceId_segmentId_fkey" FOREIGN KEY ("workspaceId", "segmentId") REFERENCES "segment"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "promise_count" ADD CONSTRAINT "promise_count_workspaceId_promiseId_fkey" FOREIGN KEY ("workspaceId", "promiseId") REFERENCES "promise"("workspaceId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "need_statement" ADD CONSTRAINT "need_statement_workspaceId_segmentId_fkey" FOREIGN KEY ("workspaceId", "segmentId") REFERENCES "segment"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "need_statement" ADD CONSTRAINT "need_statement_workspaceId_personaId_fkey" FOREIGN KEY ("workspaceId", "personaId") REFERENCES "persona"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "need_statement" ADD CONSTRAINT "need_statement_workspaceId_customerId_fkey" FOREIGN KEY ("workspaceId", "customerId") REFERENCES "customer"("workspaceId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "persona" ADD CONSTRAINT "persona_workspaceId_segmentId_fkey" FOREIGN KEY ("workspaceId", "segmentId") REFERENCES "segment"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "persona_touchpoint" ADD CONSTRAINT "persona_touchpoint_workspaceId_personaId_fkey" FOREIGN KEY ("workspaceId", "personaId") REFERENCES "persona"("workspaceId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "persona_touchpoint" ADD CONSTRAINT "persona_touchpoint_workspaceId_touchpointId_fkey" FOREIGN KEY ("workspaceId", "touchpointId") REFERENCES "touchpoint"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "brand_rating" ADD CONSTRAINT "brand_rating_workspaceId_touchpointId_fkey" FOREIGN KEY ("workspaceId", "touchpointId") REFERENCES "touchpoint"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "brand_rating" ADD CONSTRAINT "brand_rating_workspaceId_brandValueId_fkey" FOREIGN KEY ("workspaceId", "brandValueId") REFERENCES "brand_value"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "phase_page" ADD CONSTRAINT "phase_page_workspaceId_phaseId_fkey" FOREIGN KEY ("workspaceId", "phaseId") REFERENCES "phase"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "goal" ADD CONSTRAINT "goal_workspaceId_phaseId_fkey" FOREIGN KEY ("workspaceId", "phaseId") REFERENCES "phase"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "weak_point" ADD CONSTRAINT "weak_point_workspaceId_phaseId_fkey" FOREIGN KEY ("workspaceId", "phaseId") REFERENCES "phase"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "weak_point" ADD CONSTRAINT "weak_point_workspaceId_touchpointId_fkey" FOREIGN KEY ("workspaceId", "touchpointId") REFERENCES "touchpoint"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "finding" ADD CONSTRAINT "finding_workspaceId_weakPointId_fkey" FOREIGN KEY ("workspaceId", "weakPointId") REFERENCES "weak_point"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "finding" ADD CONSTRAINT "finding_workspaceId_touchpointId_fkey" FOREIGN KEY ("workspaceId", "touchpointId") REFERENCES "touchpoint"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "finding_department" ADD CONSTRAINT "finding_department_workspaceId_findingId_fkey" FOREIGN KEY ("workspaceId", "findingId") REFERENCES "finding"("workspaceId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "finding_department" ADD CONSTRAINT "finding_department_workspaceId_departmentId_fkey" FOREIGN KEY ("workspaceId", "departmentId") REFERENCES "department"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "measure" ADD CONSTRAINT "measure_workspaceId_phaseId_fkey" FOREIGN KEY ("workspaceId", "phaseId") REFERENCES "phase"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "measure" ADD CONSTRAINT "measure_workspaceId_touchpointId_fkey" FOREIGN KEY ("workspaceId", "touchpointId") REFERENCES "touchpoint"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "measure" ADD CONSTRAINT "measure_workspaceId_segmentId_fkey" FOREIGN KEY ("workspaceId", "segmentId") REFERENCES "segment"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "measure" ADD CONSTRAINT "measure_workspaceId_departmentId_fkey" FOREIGN KEY ("workspaceId", "departmentId") REFERENCES "department"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "measure" ADD CONSTRAINT "measure_workspaceId_goalId_fkey" FOREIGN KEY ("workspaceId", "goalId") REFERENCES "goal"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "measure" ADD CONSTRAINT "measure_workspaceId_findingId_fkey" FOREIGN KEY ("workspaceId", "findingId") REFERENCES "finding"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "measure" ADD CONSTRAINT "measure_workspaceId_correctsId_fkey" FOREIGN KEY ("workspaceId", "correctsId") REFERENCES "measure"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "measure_effort" ADD CONSTRAINT "measure_effort_workspaceId_measureId_fkey" FOREIGN KEY ("workspaceId", "measureId") REFERENCES "measure"("workspaceId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "measure_effort" ADD CONSTRAINT "measure_effort_workspaceId_departmentId_fkey" FOREIGN KEY ("workspaceId", "departmentId") REFERENCES "department"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "journey" ADD CONSTRAINT "journey_workspaceId_personaId_fkey" FOREIGN KEY ("workspaceId", "personaId") REFERENCES "persona"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "journey" ADD CONSTRAINT "journey_workspaceId_segmentId_fkey" FOREIGN KEY ("workspaceId", "segmentId") REFERENCES "segment"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "journey_note" ADD CONSTRAINT "journey_note_workspaceId_journeyId_fkey" FOREIGN KEY ("workspaceId", "journeyId") REFERENCES "journey"("workspaceId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "journey_note" ADD CONSTRAINT "journey_note_workspaceId_phaseId_fkey" FOREIGN KEY ("workspaceId", "phaseId") REFERENCES "phase"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "journey_card" ADD CONSTRAINT "journey_card_workspaceId_journeyId_fkey" FOREIGN KEY ("workspaceId", "journeyId") REFERENCES "journey"("workspaceId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "journey_card" ADD CONSTRAINT "journey_card_workspaceId_touchpointId_fkey" FOREIGN KEY ("workspaceId", "touchpointId") REFERENCES "touchpoint"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "journey_card" ADD CONSTRAINT "journey_card_workspaceId_phaseId_fkey" FOREIGN KEY ("workspaceId", "phaseId") REFERENCES "phase"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "information_need" ADD CONSTRAINT "information_need_workspaceId_phaseId_fkey" FOREIGN KEY ("workspaceId", "phaseId") REFERENCES "phase"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "information_offer" ADD CONSTRAINT "information_offer_workspaceId_needId_fkey" FOREIGN KEY ("workspaceId", "needId") REFERENCES "information_need"("workspaceId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "information_offer" ADD CONSTRAINT "information_offer_workspaceId_touchpointId_fkey" FOREIGN KEY ("workspaceId", "touchpointId") REFERENCES "touchpoint"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "information_offer" ADD CONSTRAINT "information_offer_workspaceId_departmentId_fkey" FOREIGN KEY ("workspaceId", "departmentId") REFERENCES "department"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "planned_contact" ADD CONSTRAINT "planned_contact_workspaceId_segmentId_fkey" FOREIGN KEY ("workspaceId", "segmentId") REFERENCES "segment"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "planned_contact" ADD CONSTRAINT "planned_contact_workspaceId_customerId_fkey" FOREIGN KEY ("workspaceId", "customerId") REFERENCES "customer"("workspaceId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "planned_contact" ADD CONSTRAINT "planned_contact_workspaceId_touchpointId_fkey" FOREIGN KEY ("workspaceId", "touchpointId") REFERENCES "touchpoint"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "planned_contact" ADD CONSTRAINT "planned_contact_workspaceId_channelId_fkey" FOREIGN KEY ("workspaceId", "channelId") REFERENCES "channel"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "planned_contact" ADD CONSTRAINT "planned_contact_workspaceId_departmentId_fkey" FOREIGN KEY ("workspaceId", "departmentId") REFERENCES "department"("workspaceId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

SELECT lotse_protect(listed) FROM unnest(ARRAY['expectation', 'promise', 'promise_count', 'need_statement', 'persona', 'persona_touchpoint',
  'brand_value', 'brand_rating', 'phase_page', 'goal', 'weak_point', 'finding', 'finding_department', 'measure', 'measure_effort',
  'journey', 'journey_note', 'journey_card', 'information_need', 'information_offer', 'planned_contact', 'share_link']) AS listed;

-- One expectation for one place from one day on: also where the place is all segments or all touchpoints.
CREATE UNIQUE INDEX expectation_place_idx ON expectation
  ("workspaceId", "segmentId", "touchpointId", "metric", "scale", "validFrom") NULLS NOT DISTINCT;

-- A view that is shared: which workspace it belongs to is found by its link, before there is a workspace to speak of.
CREATE FUNCTION auth_share_link(hash bytea)
RETURNS TABLE ("workspaceId" int, "shareLinkId" int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT s."workspaceId", s."id"
  FROM share_link s JOIN workspace w ON w."id" = s."workspaceId"
  WHERE s."tokenHash" = hash AND s."revokedAt" IS NULL AND (s."expiresAt" IS NULL OR s."expiresAt" > now()) AND w."closedAt" IS NULL
$$;
REVOKE ALL ON FUNCTION auth_share_link(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION auth_share_link(bytea) TO lotse_app;
