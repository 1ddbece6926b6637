-- AlterTable
ALTER TABLE "Shop" ADD COLUMN "uploadsPausedWhy" TEXT;

-- AlterTable
ALTER TABLE "Video" ADD COLUMN "mediaCount" INTEGER;

-- AlterTable
ALTER TABLE "Publication" ADD COLUMN "uploadingBy" TEXT,
ADD COLUMN "fileLook" JSONB;

-- CreateIndex
CREATE INDEX "Publication_shop_createSentAt_idx" ON "Publication"("shop", "createSentAt");
