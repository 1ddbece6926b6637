-- AlterTable
ALTER TABLE "Publication" ADD COLUMN     "mediaAtUndo" JSONB,
ADD COLUMN     "seenAt" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "Shop" ADD COLUMN     "removeAllAt" TIMESTAMP(3),
ADD COLUMN     "removeAllBy" TEXT,
ADD COLUMN     "removeAllDoneAt" TIMESTAMP(3);
