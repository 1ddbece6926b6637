-- AlterTable
ALTER TABLE "Batch" ADD COLUMN     "requestKey" TEXT;

-- AlterTable
ALTER TABLE "BatchItem" ADD COLUMN     "credits" INTEGER,
ADD COLUMN     "creditsFrom" INTEGER NOT NULL DEFAULT 0;

-- CreateIndex
CREATE UNIQUE INDEX "Batch_shop_requestKey_key" ON "Batch"("shop", "requestKey");

-- CreateIndex
CREATE INDEX "BatchItem_shop_productGid_idx" ON "BatchItem"("shop", "productGid");

-- CreateIndex
CREATE INDEX "Message_sentAt_idx" ON "Message"("sentAt");

