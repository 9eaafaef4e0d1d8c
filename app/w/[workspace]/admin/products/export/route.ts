import { productExport } from "@/lib/catalogue/queries/list-products";
import { productsInput } from "@/lib/catalogue/schema/products";
import { defineExport } from "@/lib/doors/define-export";

export const GET = defineExport({ can: "catalogue:manage", input: productsInput, ...productExport });
