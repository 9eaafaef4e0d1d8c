-- AlterTable
ALTER TABLE "workspace" ADD COLUMN     "demoPlantedAt" TIMESTAMPTZ(3);
