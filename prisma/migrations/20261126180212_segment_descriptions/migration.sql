-- AlterTable
ALTER TABLE "segment" ADD COLUMN     "descriptions" JSONB;
