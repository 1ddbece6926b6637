-- AlterTable
ALTER TABLE "Batch" ADD COLUMN     "resumeLookAt" TIMESTAMP(3);
