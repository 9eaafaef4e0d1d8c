-- The list of customers by name in the order of people and not of bytes, and by the day they joined.
CREATE INDEX "customer_by_name_idx" ON "customer" ("workspaceId", "name" COLLATE "und-x-icu", "id") WHERE "erasedAt" IS NULL;
CREATE INDEX "customer_by_joined_idx" ON "customer" ("workspaceId", "joinedOn", "id") WHERE "erasedAt" IS NULL;
