import { DemoView } from "@/components/demo/demo-view";
import { getDemo } from "@/lib/demo/queries";
import { noDemoInput } from "@/lib/demo/schema";
import { definePage } from "@/lib/doors/define-page";

export default definePage({ can: "workspace:manage", input: noDemoInput, load: getDemo, view: DemoView });
