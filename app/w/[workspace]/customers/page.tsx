import { CustomerListView } from "@/components/customers/customer-list-view";
import { loadCustomers } from "@/lib/dashboards/queries/load-customers";
import { customerListInput } from "@/lib/dashboards/schema/customer-pages";
import { definePage } from "@/lib/doors/define-page";

export default definePage({
  can: "customers:read",
  input: customerListInput,
  load: loadCustomers,
  view: CustomerListView,
});
