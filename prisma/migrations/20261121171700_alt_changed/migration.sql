-- AlterTable
ALTER TABLE "Publication" ADD COLUMN     "altChanged" BOOLEAN NOT NULL DEFAULT false;

