import { ProductListView } from "@/components/catalogue/product-list-view";
import { listProducts } from "@/lib/catalogue/queries/list-products";
import { productsInput } from "@/lib/catalogue/schema/products";
import { definePage } from "@/lib/doors/define-page";

export default definePage({
  can: "catalogue:manage",
  input: productsInput,
  load: listProducts,
  view: ProductListView,
});
