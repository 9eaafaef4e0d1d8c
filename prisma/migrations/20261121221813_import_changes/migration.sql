-- AlterTable
ALTER TABLE "product_group" ADD COLUMN     "importId" INTEGER;

-- CreateTable
CREATE TABLE "import_change" (
    "workspaceId" INTEGER NOT NULL,
    "importId" INTEGER NOT NULL,
    "entity" VARCHAR(20) NOT NULL,
    "rowId" INTEGER NOT NULL,
    "before" JSONB NOT NULL,

    CONSTRAINT "import_change_pkey" PRIMARY KEY ("workspaceId","importId","entity","rowId")
);

-- CreateTable
CREATE TABLE "import_order_line" (
    "workspaceId" INTEGER NOT NULL,
    "importId" INTEGER NOT NULL,
    "key" VARCHAR(200) NOT NULL,
    "line" INTEGER NOT NULL,
    "isIdentity" BOOLEAN NOT NULL,
    "customerId" INTEGER,
    "orderedAt" TIMESTAMPTZ(3),
    "day" DATE,
    "totalMinor" BIGINT,
    "marginMinor" BIGINT,
    "status" "OrderStatus",
    "productId" INTEGER,
    "productGroupId" INTEGER,
    "quantity" DECIMAL(14,4),
    "amountMinor" BIGINT,
    "rejected" BOOLEAN NOT NULL,

    CONSTRAINT "import_order_line_pkey" PRIMARY KEY ("workspaceId","importId","key","line")
);

-- AddForeignKey
ALTER TABLE "import_change" ADD CONSTRAINT "import_change_workspaceId_importId_fkey" FOREIGN KEY ("workspaceId", "importId") REFERENCES "import"("workspaceId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

SELECT lotse_protect('import_change');
SELECT lotse_protect('import_order_line');
