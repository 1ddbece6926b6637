-- AlterTable
ALTER TABLE "Video" ADD COLUMN     "madeFrom" TEXT,
ADD COLUMN     "staleSince" TIMESTAMP(3);
