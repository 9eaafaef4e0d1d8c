-- DropIndex
DROP INDEX "order_workspaceId_customerId_day_idx";
