-- AlterTable
ALTER TABLE "Render" ADD COLUMN     "keptErasedAt" TIMESTAMP(3);
