-- AlterTable
ALTER TABLE "expectation" ADD COLUMN     "translations" JSONB;

-- AlterTable
ALTER TABLE "brand_rating" ADD COLUMN     "translations" JSONB;

-- AlterTable
ALTER TABLE "finding" ADD COLUMN     "translations" JSONB;
