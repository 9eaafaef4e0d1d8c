import { CustomerView } from "@/components/customers/customer-view";
import { loadCustomer } from "@/lib/dashboards/queries/load-customer";
import { customerPageInput } from "@/lib/dashboards/schema/customer-pages";
import { definePage } from "@/lib/doors/define-page";

export default definePage({
  can: "customers:read",
  input: customerPageInput,
  load: loadCustomer,
  view: CustomerView,
});
