import { customerExport } from "@/lib/dashboards/queries/export-customers";
import { customerListInput } from "@/lib/dashboards/schema/customer-pages";
import { defineExport } from "@/lib/doors/define-export";

export const GET = defineExport({ can: "customers:read", input: customerListInput, ...customerExport });
