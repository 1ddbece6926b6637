-- CreateIndex
CREATE INDEX "Publication_shop_productGid_idx" ON "Publication"("shop", "productGid");

-- CreateIndex
CREATE INDEX "Publication_shop_stagedAt_idx" ON "Publication"("shop", "stagedAt");
