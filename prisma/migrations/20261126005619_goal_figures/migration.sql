-- AlterTable
ALTER TABLE "goal" ADD COLUMN     "figure" DECIMAL(12,4),
ADD COLUMN     "figureOn" DATE,
ADD COLUMN     "figureSource" VARCHAR(200);
