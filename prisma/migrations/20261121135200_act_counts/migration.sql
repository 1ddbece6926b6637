-- CreateTable
CREATE TABLE "ActCount" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL,
    "expire" TIMESTAMP(3),

    CONSTRAINT "ActCount_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "ActCount_expire_idx" ON "ActCount"("expire");
