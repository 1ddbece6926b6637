-- DropIndex
DROP INDEX "Video_shop_status_idx";

-- CreateIndex
CREATE INDEX "Video_shop_status_id_idx" ON "Video"("shop", "status", "id");

-- CreateIndex
CREATE INDEX "Video_shop_staleSince_idx" ON "Video"("shop", "staleSince");
