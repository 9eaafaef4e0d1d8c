import { InventoryView } from "@/components/inventory/inventory-view";
import { definePage } from "@/lib/doors/define-page";
import { loadInventory } from "@/lib/inventory/queries/load-inventory";
import { inventoryInput } from "@/lib/inventory/schema";

export default definePage({
  can: "touchpoints:read",
  input: inventoryInput,
  load: loadInventory,
  view: InventoryView,
});
