import { DriversView } from "@/components/drivers/drivers-view";
import { definePage } from "@/lib/doors/define-page";
import { loadDrivers } from "@/lib/drivers/queries/load-drivers";
import { driversInput } from "@/lib/drivers/schema";

export default definePage({ can: "metrics:read", input: driversInput, load: loadDrivers, view: DriversView });
