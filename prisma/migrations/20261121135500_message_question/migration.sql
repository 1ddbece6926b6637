-- AlterTable
ALTER TABLE "Message" ADD COLUMN     "question" JSONB;
